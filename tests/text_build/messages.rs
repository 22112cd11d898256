//! Fluent files.

use crate::compile::messages::compile;
use crate::{check_refused, languages};

/// The code of the functions, and the lines of each language's table below its shape.
fn accept(en: &str, zh: &str) -> (String, [Vec<String>; 2]) {
    let made = compile(&languages("ftl", en, zh)).unwrap();
    let lines = |index: usize| made.tables[index].1.lines().skip(1).map(str::to_owned).collect();
    (made.code.clone(), [lines(0), lines(1)])
}

fn refuse(en: &str, zh: &str, expected: &str) {
    check_refused(compile(&languages("ftl", en, zh)).map(|made| made.code), expected);
}

#[test]
fn a_message_without_arguments_is_a_literal() {
    let (code, tables) = accept("hello = Hello\n", "hello = 你好\n");
    assert!(code.contains("pub fn hello(lang: Lang) -> &'static str"), "{code}");
    assert!(code.contains("literal(lang, 0)"), "{code}");
    assert_eq!(tables, [["Hello"], ["你好"]]);
}

#[test]
fn arguments_are_in_alphabetical_order_whatever_the_sentence_does() {
    let (code, tables) = accept("fired = { $timer } after { $seconds } s\n", "fired = { $seconds }秒后{ $timer }\n");
    assert!(code.contains("pub fn fired(lang: Lang, seconds: &str, timer: &str) -> String"), "{code}");
    assert!(code.contains("filled(lang, 0, &[seconds, timer])"), "{code}");
    assert_eq!(tables, [["{1} after {0} s"], ["{0}秒后{1}"]]);
}

#[test]
fn a_plural_takes_a_number_in_both_languages() {
    let en = "lost = { $n ->\n    [0] nothing\n    [one] { $n } packet\n   *[other] { $n } packets\n } lost\n";
    let (code, tables) = accept(en, "lost = 丢了{ $n }个包\n");
    assert!(code.contains("pub fn lost(lang: Lang, n: u64) -> String"), "{code}");
    assert!(code.contains("filled(lang, 0, &[&n.to_string()])"), "{code}");
    assert_eq!(tables, [["{0?0:nothing|1:{0} packet|:{0} packets} lost"], ["丢了{0}个包"]]);
}

#[test]
fn a_word_is_selected_as_a_string() {
    let both = "who = { $host ->\n    [client] A\n   *[server] B\n }\n";
    let (code, tables) = accept(both, both);
    assert!(code.contains("pub fn who(lang: Lang, host: &str) -> String"), "{code}");
    assert_eq!(tables[1], ["{0?client:A|:B}"]);
}

#[test]
fn terms_references_and_attributes_become_plain_words() {
    let both = "-brand = Wirewalk\nname = The { -brand }\nabout = { name }: { $x }\n    .title = { name }!\n";
    let (code, tables) = accept(both, both);
    assert!(code.contains("pub fn about_title(lang: Lang) -> &'static str"), "{code}");
    assert_eq!(tables[0], ["The Wirewalk: {0}", "The Wirewalk!", "The Wirewalk"]);
}

#[test]
fn another_build_has_another_shape() {
    let shape = |en: &str| compile(&languages("ftl", en, en)).unwrap().tables[0].1.lines().next().unwrap().to_owned();
    assert_ne!(shape("a = { $x }\n"), shape("a = { $y }\n"));
    assert_eq!(shape("a = { $x }\n"), shape("a = so { $x }\n"), "other words in the same places are as good");
}

#[test]
fn the_marks_of_the_table_are_refused_in_texts() {
    refuse("a = A\n", "a = A | B\n", "zh/tcp-opening.ftl:1: `a` must not contain a brace or a bar");
}

#[test]
fn a_missing_message_is_refused() {
    refuse("a = A\nb = B\n", "a = A\n", "en/tcp-opening.ftl:2: `b` is missing in `zh`");
}

#[test]
fn a_superfluous_message_is_refused() {
    refuse("a = A\n", "a = A\n\nb = B\n", "zh/tcp-opening.ftl:3: `b` does not exist in `en`");
}

#[test]
fn other_arguments_are_refused() {
    let expected = "zh/tcp-opening.ftl:2: `b` has the arguments [$y], but [$x] in `en`";
    refuse("a = A\nb = { $x }\n", "a = A\nb = { $y }\n", expected);
    let expected = "zh/tcp-opening.ftl:1: `b` has the arguments [], but [$x] in `en`";
    refuse("b = { $x }\n", "b = B\n", expected);
}

#[test]
fn a_syntax_error_is_refused() {
    let outcome = compile(&languages("ftl", "a = A\nb = { $x\nc = C\n", "a = A\nc = C\n"));
    let problems = outcome.unwrap_err();
    assert!(problems[0].to_string().starts_with("en/tcp-opening.ftl:3: syntax: "), "{}", problems[0]);
}

#[test]
fn references_to_nothing_and_to_oneself_are_refused() {
    refuse("a = A\nb = { c }\n", "a = A\nb = B\n", "en/tcp-opening.ftl:2: `c` is not defined");
    refuse("a = { b }\nb = { a }\n", "a = A\nb = B\n", "en/tcp-opening.ftl:1: `b` refers to itself");
}

#[test]
fn a_name_defined_twice_is_refused() {
    let expected = "en/tcp-opening.ftl:2: `a` is already defined at en/tcp-opening.ftl:1";
    refuse("a = A\na = B\n", "a = A\n", expected);
    refuse("a = A\n    .b = B\na-b = C\n", "a = A\n", "en/tcp-opening.ftl:2: `a.b` and `a-b` would be one function");
}

#[test]
fn names_that_rust_cannot_have_are_refused() {
    refuse("match = A\n", "match = A\n", "en/tcp-opening.ftl:1: `match` cannot be a function's name");
    refuse("a = { $lang }\n", "a = { $lang }\n", "en/tcp-opening.ftl:1: `$lang` cannot be an argument's name");
    let expected = "en/tcp-opening.ftl:1: `Hello` must be small letters and digits joined by hyphens";
    refuse("Hello = A\n", "Hello = A\n", expected);
}

#[test]
fn what_is_left_out_of_fluent_is_refused() {
    let expected = "en/tcp-opening.ftl:1: the function NUMBER is not supported";
    refuse("a = { NUMBER($x) }\n", "a = { $x }\n", expected);
    let zh = "a = { $n ->\n    [one] 一\n   *[other] 多\n }\n";
    refuse("a = { $n }\n", zh, "zh/tcp-opening.ftl:2: `zh` has no plural category `one`");
    let mixed = "a = { $n ->\n    [1] one\n    [client] two\n   *[other] three\n }\n";
    refuse(mixed, "a = { $n }\n", "en/tcp-opening.ftl:2: numbers and words do not mix in one selector");
    let order = "a = { $n ->\n   *[other] three\n    [one] one\n }\n";
    refuse(order, "a = { $n }\n", "en/tcp-opening.ftl:2: the default variant must be the last");
}
