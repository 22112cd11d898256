//! The log as it is drawn.

use super::filters::{Chosen, wrong_words};
use crate::text::Lang;
use crate::trace::filter::parse;

const HOSTS: [&str; 2] = ["client", "server"];

#[test]
fn what_is_wrong_is_said_with_its_place_in_both_languages() {
    let wrong = parse("tcp and snail", &HOSTS).unwrap_err();
    assert!(wrong_words(Lang::En, &wrong).contains("“snail” (character 9)"));
    assert!(wrong_words(Lang::Zh, &wrong).contains("第9个字符处的“snail”"));
}

#[test]
fn a_wrong_filter_leaves_the_list_as_it_was() {
    let good = Chosen::default().reading("lost".to_owned(), &HOSTS);
    let wrong = good.reading("lost and".to_owned(), &HOSTS);
    assert!(wrong != good, "what is typed stays in its field");
    assert_eq!(wrong.reading("lost".to_owned(), &HOSTS), good);
}
