//! What a field of the editor is: where it stands, what may be typed into it, and what is said about it. The fields themselves are in the tables;
//! here is how a value is shown and how it is read. No floating point: a value in milliseconds is a whole number of microseconds.

use super::edit::Refusal;
use crate::text::Lang;
use serde_json::Value;

/// A message without arguments.
pub(super) type Word = fn(Lang) -> &'static str;

/// A field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    /// Where, within what it belongs to: `tcp.mss`.
    pub key: &'static str,
    /// What it is called.
    pub label: Word,
    /// What it is, and what to watch when it is changed.
    pub help: Word,
    /// What may stand there.
    pub kind: Kind,
    /// What counts if nothing does.
    pub absent: Absent,
}

/// What counts where a field is left out.
#[derive(Clone, Copy, Debug)]
pub(super) enum Absent {
    /// It cannot be; a new one begins with this number.
    Needed(u64),
    /// It cannot be; a new one begins with this text.
    NeededText(&'static str),
    /// This number.
    Number(u64),
    /// This word: a text, or the id of a choice.
    Word(&'static str),
    /// On or off.
    Switch(bool),
    /// What the host's preset has.
    Preset,
    /// There is none; said by this.
    None(Word),
}

/// What may stand in a field.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A whole number within its limits, shown divided by `per`.
    Number {
        /// The least.
        least: u64,
        /// The most.
        most: u64,
        /// How much makes one of the unit: a power of ten.
        per: u64,
        /// The unit.
        unit: Option<Word>,
    },
    /// Bits a second, with a choice of units.
    Rate(u64, u64),
    /// On or off.
    Switch,
    /// There or not: what stands there if it does.
    Part(&'static str),
    /// One of these words.
    Choice(&'static [(&'static str, Word)]),
    /// One of these forms, each with fields of its own.
    Forms(&'static [Form]),
    /// Text, of at most so many characters.
    Text(usize),
    /// One of the hosts; not this one, where only another makes sense.
    Host,
}

/// One form that a field can have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// Its name in the file.
    pub tag: &'static str,
    /// What it is called.
    pub label: Word,
    /// Its fields.
    pub fields: &'static [Field],
}

impl Field {
    /// A field.
    pub(super) const fn new(key: &'static str, label: Word, help: Word, kind: Kind, absent: Absent) -> Field {
        Field { key, label, help, kind, absent }
    }

    /// Its place within what it belongs to.
    pub(super) fn path(&self, of: &str) -> String {
        if of.is_empty() { self.key.to_owned() } else { format!("{of}.{}", self.key) }
    }

    /// What it begins with where it cannot be left out.
    pub(super) fn first(&self, peer: &str) -> Option<Value> {
        match (self.absent, self.kind) {
            (Absent::Needed(number), _) => Some(number.into()),
            (Absent::NeededText(""), Kind::Host | Kind::Text(_)) => Some(peer.into()),
            (Absent::NeededText(_), Kind::Forms(forms)) => forms.first().map(|form| form.first(peer)),
            (Absent::NeededText(text), _) => Some(text.into()),
            _ => None,
        }
    }

    /// What was typed, as the file has it; none: it is left out. What must be named and is not is `peer`.
    pub(super) fn read(&self, typed: &str, peer: &str) -> Result<Option<Value>, Refusal> {
        let typed = if matches!(self.kind, Kind::Text(_)) { typed } else { typed.trim() };
        let may_be_empty = !matches!(self.absent, Absent::Needed(_));
        match self.kind {
            Kind::Number { .. } | Kind::Rate(..) if typed.is_empty() => {
                if may_be_empty {
                    Ok(None)
                } else {
                    Err(Refusal::Empty)
                }
            }
            Kind::Number { least, most, per, .. } => {
                let value = decimal(typed, per).ok_or(Refusal::Number)?;
                if value < least || value > most {
                    return Err(Refusal::Between(shown(least, per), shown(most, per)));
                }
                Ok(Some(value.into()))
            }
            Kind::Rate(least, most) => {
                let value = rate(typed).ok_or(Refusal::Number)?;
                if value < least || value > most {
                    return Err(Refusal::Between(rate_shown(least), rate_shown(most)));
                }
                Ok(Some(value.into()))
            }
            Kind::Switch => Ok(match typed {
                "true" => Some(true.into()),
                "false" => Some(false.into()),
                _ => None,
            }),
            Kind::Part(part) => Ok((typed == "true").then(|| serde_json::from_str(part).unwrap_or_default())),
            Kind::Forms(forms) => Ok(forms.iter().find(|form| form.tag == typed).map(|form| form.first(peer))),
            Kind::Choice(_) | Kind::Host => Ok(Some(typed.into()).filter(|_: &Value| !typed.is_empty())),
            Kind::Text(_) if typed.is_empty() && matches!(self.absent, Absent::Word(_)) => Ok(None),
            Kind::Text(_) => Ok(Some(if self.key == "text" { unescaped(typed) } else { typed.to_owned() }.into())),
        }
    }

    /// What stands there, as it is typed; empty where it is left out.
    pub(super) fn write(&self, value: Option<&Value>) -> String {
        let Some(value) = value.filter(|value| !value.is_null()) else { return String::new() };
        match self.kind {
            Kind::Number { per, .. } => value.as_u64().map(|value| shown(value, per)).unwrap_or_default(),
            Kind::Rate(..) => value.as_u64().map(rate_shown).unwrap_or_default(),
            Kind::Switch => value.to_string(),
            Kind::Part(_) => "true".to_owned(),
            Kind::Forms(_) => tag(value).to_owned(),
            Kind::Choice(_) | Kind::Text(_) | Kind::Host => {
                let text = value.as_str().unwrap_or_default();
                if self.key == "text" { escaped(text) } else { text.to_owned() }
            }
        }
    }

    /// What counts where it is left out, as it is typed.
    pub(super) fn default(&self) -> Option<String> {
        let value = match self.absent {
            Absent::Number(number) => number.into(),
            Absent::Word(word) => word.into(),
            Absent::Switch(on) => on.into(),
            Absent::Needed(_) | Absent::NeededText(_) | Absent::Preset | Absent::None(_) => return None,
        };
        Some(self.write(Some(&value)))
    }
}

impl Form {
    /// What it begins with.
    pub(super) fn first(&self, peer: &str) -> Value {
        if self.fields.is_empty() {
            return self.tag.into();
        }
        let fields = self.fields.iter().filter_map(|field| Some((field.key.to_owned(), field.first(peer)?)));
        let inner = Value::Object(fields.collect());
        Value::Object([(self.tag.to_owned(), inner)].into_iter().collect())
    }
}

/// The name of the form that a value has.
pub(super) fn tag(value: &Value) -> &str {
    let of_object = || value.as_object().and_then(|fields| fields.keys().next().map(String::as_str));
    value.as_str().or_else(of_object).unwrap_or_default()
}

/// Characters that a line cannot hold, and how they are typed.
const ESCAPES: [(char, char); 4] = [('\\', '\\'), ('\n', 'n'), ('\r', 'r'), ('\t', 't')];

/// A text in one line.
fn escaped(text: &str) -> String {
    let mut line = String::new();
    for c in text.chars() {
        match ESCAPES.iter().find(|(known, _)| *known == c) {
            Some((_, typed)) => line.extend(['\\', *typed]),
            None => line.push(c),
        }
    }
    line
}

/// The text that was typed in one line.
fn unescaped(line: &str) -> String {
    let (mut text, mut rest) = (String::new(), line.chars());
    while let Some(c) = rest.next() {
        let known = || ESCAPES.iter().find(|(_, typed)| rest.clone().next() == Some(*typed)).map(|(known, _)| *known);
        let meant = if c == '\\' { known() } else { None };
        if meant.is_some() {
            rest.next();
        }
        text.push(meant.unwrap_or(c));
    }
    text
}

/// A decimal number in units of 1/`per`: `40.5` is 40 500 by thousands. None if it is finer than that.
fn decimal(text: &str, per: u64) -> Option<u64> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |text: &str| text.chars().all(|digit| digit.is_ascii_digit());
    let whole = whole.chars().filter(|c| !c.is_whitespace() && *c != '_').collect::<String>();
    if !digits(&whole) || !digits(part) || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    let whole = if whole.is_empty() { 0 } else { whole.parse::<u64>().ok()? };
    let (fine, left) = part.bytes().fold((0_u64, per), |(sum, worth), digit| {
        let worth = worth / 10;
        (sum.saturating_add(u64::from(digit - b'0').saturating_mul(worth)), worth)
    });
    let exact = left > 0 || part.trim_end_matches('0').len() <= per.ilog10().try_into().unwrap_or(0);
    whole.checked_mul(per)?.checked_add(fine).filter(|_| exact)
}

/// A number in units of 1/`per`, as a decimal number.
pub(super) fn shown(value: u64, per: u64) -> String {
    let per = per.max(1);
    if value.is_multiple_of(per) {
        return (value / per).to_string();
    }
    let width = usize::try_from(per.ilog10()).unwrap_or_default();
    format!("{}.{:0width$}", value / per, value % per).trim_end_matches('0').to_owned()
}

/// Units of rates: what is typed, and how many bits a second one is.
pub(super) const RATES: [(&str, u64); 4] =
    [("bit/s", 1), ("kbit/s", 1_000), ("Mbit/s", 1_000_000), ("Gbit/s", 1_000_000_000)];

/// A rate and its unit: the largest of which it is not less than one.
pub(super) fn rate_parts(bps: u64) -> (String, &'static str) {
    let (unit, per) = RATES.into_iter().rev().find(|(_, per)| bps >= *per).unwrap_or(("bit/s", 1));
    (shown(bps, per), unit)
}

fn rate_shown(bps: u64) -> String {
    let (number, unit) = rate_parts(bps);
    format!("{number} {unit}")
}

/// `10 Mbit/s`, `10M`, or a number of bits a second.
fn rate(text: &str) -> Option<u64> {
    let end = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let known = |name: &str| {
        let unit = unit.to_ascii_lowercase();
        name.eq_ignore_ascii_case(&unit)
            || (unit.len() == 1 && unit != "b" && name.to_ascii_lowercase().starts_with(&unit))
    };
    let per = if unit.is_empty() { 1 } else { RATES.into_iter().find(|(name, _)| known(name))?.1 };
    decimal(number.trim(), per)
}
