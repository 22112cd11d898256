//! The editor drawn without a browser.
//!
//! With `WIREWALK_DRAW=folder` the drawings are left there as pages, to be looked at.

use super::super::desk::{Desk, Draft};
use super::super::edit::{Edit, Refusal};
use super::super::editor;
use super::{desk, full, scenario};
use crate::scenario::{Scenario, gallery};
use crate::text::Lang;
use futures::executor::block_on;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
struct AloneProps {
    lang: Lang,
    base: Rc<Scenario>,
    open: Option<&'static str>,
    wrong: bool,
}

#[component]
fn Alone(props: &AloneProps) -> Html {
    let mut desk = Desk { open: props.open.map(str::to_owned), ..desk(props.lang, Rc::clone(&props.base)) };
    if props.wrong {
        let draft = |typed: &str, refusal| Draft { typed: typed.to_owned(), refusal };
        let invalid = Edit::Rename(0, "Ö".to_owned()).apply(&props.base).unwrap_err();
        desk.drafts = Rc::new(BTreeMap::from([
            ("link.mtu".to_owned(), draft("5", Refusal::Between("68".to_owned(), "65535".to_owned()))),
            ("hosts[0].name".to_owned(), draft("Ö", invalid)),
        ]));
    }
    editor::draw(&desk)
}

fn drawn(name: &str, props: AloneProps) -> String {
    let lang = props.lang;
    let drawn = block_on(yew::LocalServerRenderer::<Alone>::with_props(props).hydratable(false).render());
    if let Ok(folder) = std::env::var("WIREWALK_DRAW") {
        let root = env!("CARGO_MANIFEST_DIR");
        let styles = ["style", "workbench/style"].map(|style| {
            let files = std::fs::read_dir(format!("{root}/static/{style}")).unwrap();
            files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect::<String>()
        });
        let page = format!(
            "<!doctype html><html lang={} class=live><meta charset=utf-8><meta name=viewport content=width=device-width><style>{}</style><div style='padding:0 20px' class='text sections'>{drawn}</div>",
            lang.html_lang(),
            styles.concat()
        );
        std::fs::write(format!("{folder}/editor-{name}-{}.html", lang.code()), page).unwrap();
    }
    drawn
}

#[test]
fn the_editor_is_drawn_for_every_set_up() {
    for lang in Lang::ALL {
        for name in gallery::names() {
            let base = Rc::new(scenario(name));
            let open = Some("hosts[0].programs[0].lines[1]");
            let page = drawn(name, AloneProps { lang, base, open, wrong: false });
            assert!(page.contains("id=\"link.mtu\"") && page.contains("aria-expanded=\"true\""), "{name}");
            assert!(!page.contains(" style="), "{name}");
        }
        let page = drawn("full", AloneProps { lang, base: Rc::new(full()), open: None, wrong: true });
        assert_eq!(page.matches("aria-invalid=\"true\"").count(), 2);
        assert!(page.contains("aria-describedby=\"link.mtu!\"") && page.contains("id=\"link.mtu!\""));
        for id in [
            "hosts[0].tcp.keep_alive.probes",
            "faults[0].action.answer.with.fragmentation_needed.mtu",
            "forged[0].flags",
        ] {
            assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
        }
    }
}

#[test]
fn every_label_belongs_to_a_field() {
    let page = drawn("full", AloneProps { lang: Lang::En, base: Rc::new(full()), open: None, wrong: false });
    let ids = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect::<Vec<_>>();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id stands twice");
    for label in page.split(" for=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(ids.contains(&label), "{label}");
    }
}
