//! Names of a scenario as names in Python: no two become the same, and none hides a word that the program needs.

use crate::scenario::format::Step;

/// Words that a variable must not have: Python's, and those that the program uses itself.
const TAKEN: &[&str] = &[
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
    "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise",
    "return", "try", "while", "with", "yield", "socket", "struct", "time", "data", "address", "peer", "pattern",
    "range", "_",
];

/// Names and the words that stand for them.
pub(super) struct Names(Vec<(String, String)>);

impl Names {
    /// Variables: `my-socket` becomes `my_socket`.
    pub(super) fn variables(every: &[&Step]) -> Names {
        let mut names = Names(Vec::new());
        for step in every {
            let connection = if let Step::Accept { connection, .. } = step { Some(connection.as_str()) } else { None };
            for name in variable_of(step).into_iter().chain(connection) {
                names.add(name, plain(name, "v"));
            }
        }
        names
    }

    /// Constants: `server` becomes `SERVER`.
    pub(super) fn constants<'a>(hosts: impl Iterator<Item = &'a str>) -> Names {
        let mut names = Names(Vec::new());
        for name in hosts {
            names.add(name, plain(name, "host_").to_uppercase());
        }
        names
    }

    fn add(&mut self, name: &str, mut word: String) {
        if self.0.iter().any(|(known, _)| known == name) {
            return;
        }
        while TAKEN.contains(&word.as_str()) || self.0.iter().any(|(_, known)| *known == word) {
            word.push('_');
        }
        self.0.push((name.to_owned(), word));
    }

    /// The word for a name.
    pub(super) fn word(&self, name: &str) -> String {
        self.0.iter().find(|(known, _)| known == name).map(|(_, word)| word.clone()).unwrap_or_default()
    }

    /// All of them, in the order in which they appeared.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, word)| (name.as_str(), word.as_str()))
    }
}

fn plain(name: &str, prefix: &str) -> String {
    let word = name.replace('-', "_");
    if word.starts_with(|first: char| first.is_ascii_digit()) { format!("{prefix}{word}") } else { word }
}

/// The socket variable that a call is made on.
pub(super) fn variable_of(step: &Step) -> Option<&str> {
    match step {
        Step::Socket { socket, .. }
        | Step::SetOption { socket, .. }
        | Step::Bind { socket, .. }
        | Step::Listen { socket, .. }
        | Step::Accept { socket, .. }
        | Step::Connect { socket, .. }
        | Step::Send { socket, .. }
        | Step::SendBytes { socket, .. }
        | Step::SendTo { socket, .. }
        | Step::SendBytesTo { socket, .. }
        | Step::Reply { socket, .. }
        | Step::SendHex { socket, .. }
        | Step::SendHexTo { socket, .. }
        | Step::ReplyHex { socket, .. }
        | Step::Recv { socket, .. }
        | Step::RecvFrom { socket, .. }
        | Step::RecvToEnd { socket }
        | Step::Shutdown { socket, .. }
        | Step::Close { socket } => Some(socket),
        Step::Try { .. } | Step::Repeat { .. } | Step::Sleep { .. } => None,
    }
}
