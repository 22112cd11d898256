//! Reading a filter. Whatever is typed, the answer is a filter or the place and the name of what is wrong with it.

use super::{DEPTH_MOST, Filter, Quantity, Side, Test, words};

/// The longest filter that is read, in bytes.
const BYTES_MOST: usize = 1_000;

/// What is wrong with a filter, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The first character that is wrong, from 0.
    pub at: usize,
    /// What stands there; empty at the end.
    pub found: String,
    /// What is wrong with it.
    pub kind: WrongKind,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongKind {
    /// It is too long to be read.
    TooLong,
    /// Too many parentheses or negations in one another.
    TooDeep,
    /// No such word.
    Word,
    /// Something should follow.
    Unfinished,
    /// No host of this name.
    Host,
    /// Not a number, or not a comparison.
    Number,
    /// A parenthesis that nothing closes, or that closes nothing.
    Parenthesis,
}

/// The filter that a text means; an empty one means every packet. `hosts`: the names that are known.
pub fn parse(text: &str, hosts: &[&str]) -> Result<Filter, Wrong> {
    if text.len() > BYTES_MOST {
        return Err(Wrong { at: 0, found: String::new(), kind: WrongKind::TooLong });
    }
    let tokens = tokens(text);
    let mut reader = Reader { tokens: &tokens, next: 0, end: text.chars().count(), hosts };
    if tokens.is_empty() {
        return Ok(Filter::All);
    }
    let filter = reader.any(0)?;
    match reader.peek() {
        Some(_) => reader.wrong(WrongKind::Parenthesis),
        None => Ok(filter),
    }
}

struct Token {
    /// The first character's place.
    at: usize,
    /// In small letters.
    text: String,
}

const SIGNS: &str = "()=!<>&|";

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut grows = false;
    for (at, letter) in text.chars().enumerate() {
        if letter.is_whitespace() {
            grows = false;
            continue;
        }
        let sign = SIGNS.contains(letter);
        if let Some(last) = tokens.last_mut().filter(|_| grows) {
            let signs = last.text.chars().all(|known| SIGNS.contains(known));
            let pair = matches!((last.text.as_str(), letter), ("=" | "!" | "<" | ">", '=') | ("&", '&') | ("|", '|'));
            if (sign && pair) || (!sign && !signs) {
                last.text.extend(letter.to_lowercase());
                continue;
            }
        }
        tokens.push(Token { at, text: letter.to_lowercase().collect() });
        grows = true;
    }
    tokens
}

struct Reader<'a> {
    tokens: &'a [Token],
    next: usize,
    end: usize,
    hosts: &'a [&'a str],
}

type Read<T> = Result<T, Wrong>;

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&'a str> {
        self.tokens.get(self.next).map(|token| token.text.as_str())
    }

    fn is_next(&mut self, words: [&str; 2]) -> bool {
        let is = self.peek().is_some_and(|token| words.contains(&token));
        self.next += usize::from(is);
        is
    }

    /// The next token is wrong; at the end, something is missing.
    fn wrong<T>(&self, kind: WrongKind) -> Read<T> {
        Err(match self.tokens.get(self.next) {
            Some(token) => Wrong { at: token.at, found: token.text.clone(), kind },
            None => Wrong { at: self.end, found: String::new(), kind: WrongKind::Unfinished },
        })
    }

    fn any(&mut self, depth: usize) -> Read<Filter> {
        let mut filters = vec![self.all(depth)?];
        while self.is_next(["or", "||"]) {
            filters.push(self.all(depth)?);
        }
        Ok(one_of(filters, Filter::Or))
    }

    fn all(&mut self, depth: usize) -> Read<Filter> {
        let mut filters = vec![self.term(depth)?];
        loop {
            let said = self.is_next(["and", "&&"]);
            let ends = matches!(self.peek(), None | Some(")" | "or" | "||"));
            if ends && !said {
                return Ok(one_of(filters, Filter::And));
            }
            filters.push(self.term(depth)?);
        }
    }

    fn term(&mut self, depth: usize) -> Read<Filter> {
        if depth > DEPTH_MOST {
            return self.wrong(WrongKind::TooDeep);
        }
        if self.is_next(["not", "!"]) {
            return Ok(Filter::Not(Box::new(self.term(depth + 1)?)));
        }
        if self.is_next(["(", "("]) {
            let filter = self.any(depth + 1)?;
            return if self.is_next([")", ")"]) { Ok(filter) } else { self.wrong(WrongKind::Parenthesis) };
        }
        let Some(token) = self.peek() else { return self.wrong(WrongKind::Unfinished) };
        if let Some((side, _)) = Side::ALL.iter().find(|(_, word)| *word == token) {
            self.next += 1;
            return self.host(*side);
        }
        let quantity = Quantity::ALL.iter().find(|(_, word)| *word == token);
        // A flag may have the name of a number.
        let word = words().find(|word| *word == token);
        if let Some((quantity, _)) = quantity
            && (word.is_none() || self.compares())
        {
            self.next += 1;
            return Ok(Filter::Number(*quantity, self.test()?));
        }
        let Some(word) = word else { return self.wrong(WrongKind::Word) };
        self.next += 1;
        Ok(Filter::Word(word))
    }

    /// Whether a number or a comparison comes behind the next token.
    fn compares(&self) -> bool {
        let behind = self.tokens.get(self.next + 1).map_or("", |token| token.text.as_str());
        behind != "!" && behind.starts_with(|letter: char| letter.is_ascii_digit() || "=<>!".contains(letter))
    }

    fn host(&mut self, side: Side) -> Read<Filter> {
        let Some(name) = self.peek() else { return self.wrong(WrongKind::Unfinished) };
        if !self.hosts.contains(&name) {
            return self.wrong(WrongKind::Host);
        }
        self.next += 1;
        Ok(Filter::Host(side, name.to_owned()))
    }

    fn test(&mut self) -> Read<Test> {
        let sign = self.peek().filter(|token| token.starts_with(['=', '!', '<', '>']));
        self.next += usize::from(sign.is_some());
        let Some(token) = self.peek() else { return self.wrong(WrongKind::Unfinished) };
        let test = match (sign, token.split_once("..")) {
            (None | Some("=" | "=="), Some((least, most))) => {
                number(least).zip(number(most)).map(|(least, most)| Test::Within(least, most))
            }
            (_, Some(_)) => None,
            (sign, None) => number(token).and_then(|number| match sign {
                None | Some("=" | "==") => Some(Test::Within(number, number)),
                Some("!=") => Some(Test::Not(number)),
                Some("<") => Some(Test::Less(number)),
                Some(">") => Some(Test::More(number)),
                Some("<=") => Some(number.checked_add(1).map_or(Test::Within(0, number), Test::Less)),
                Some(">=") => Some(number.checked_sub(1).map_or(Test::Within(number, u32::MAX), Test::More)),
                Some(_) => None,
            }),
        };
        let Some(test) = test else { return self.wrong(WrongKind::Number) };
        self.next += 1;
        Ok(test)
    }
}

fn one_of(mut filters: Vec<Filter>, many: fn(Vec<Filter>) -> Filter) -> Filter {
    match (filters.len(), filters.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            filters.extend(last);
            many(filters)
        }
    }
}

fn number(text: &str) -> Option<u32> {
    match text.strip_prefix("0x") {
        Some(digits) if !digits.starts_with('+') => u32::from_str_radix(digits, 16).ok(),
        None if !text.starts_with('+') => text.parse().ok(),
        _ => None,
    }
}
