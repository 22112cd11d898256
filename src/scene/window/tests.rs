//! What holds for every picture of bytes and window.
