//! A line of Python in coloured pieces. Knows the Python that is written here, and no more: no triple quotes, no f-strings.

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `while`, `import`, `None`.
    Keyword,
    /// `b"…"`.
    Text,
    /// `80`.
    Number,
    /// `# …`.
    Comment,
    /// The name of what is called.
    Call,
    /// Anything else.
    Plain,
}

/// A piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// Its characters.
    pub text: &'a str,
}

const KEYWORDS: [&str; 17] = [
    "import", "while", "for", "in", "if", "not", "break", "try", "except", "pass", "def", "return", "True", "False",
    "None", "and", "or",
];

/// The pieces of a line: together they are the line.
pub fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let (kind, length) = next(rest, first);
        let (text, behind) = rest.split_at_checked(length.max(1)).unwrap_or((rest, ""));
        rest = behind;
        let kind = if kind == TokenKind::Plain && text.starts_with(is_letter) { word(text, rest) } else { kind };
        tokens.push(Token { kind, text });
    }
    tokens
}

/// What comes next, and how many bytes long it is.
fn next(rest: &str, first: char) -> (TokenKind, usize) {
    let upto = |end: fn(char) -> bool| rest.find(end).unwrap_or(rest.len());
    match first {
        '#' => (TokenKind::Comment, rest.len()),
        '"' => (TokenKind::Text, text_length(rest)),
        'b' if rest.starts_with("b\"") => (TokenKind::Text, 1 + text_length(rest.get(1..).unwrap_or_default())),
        first if first.is_ascii_digit() => (TokenKind::Number, upto(|c| !(c.is_ascii_digit() || c == '.'))),
        first if is_letter(first) => (TokenKind::Plain, upto(|c| !(is_letter(c) || c.is_ascii_digit()))),
        _ => (TokenKind::Plain, upto(|c| is_letter(c) || c.is_ascii_digit() || c == '"' || c == '#')),
    }
}

/// The length of a text from its opening quotation mark to its closing one.
fn text_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_'
}

fn word(text: &str, behind: &str) -> TokenKind {
    if KEYWORDS.contains(&text) {
        TokenKind::Keyword
    } else if behind.starts_with('(') {
        TokenKind::Call
    } else {
        TokenKind::Plain
    }
}
