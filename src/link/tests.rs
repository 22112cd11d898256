//! Addresses and fragments there and back, and whatever else may stand in them.

use super::*;
use proptest::prelude::*;

#[test]
fn a_state_goes_there_and_back() {
    let shared = Shared {
        run: Some("opening"),
        drops: vec!["client.syn.1".to_owned(), "server.synack.1.2".to_owned()],
        at: Some("17".to_owned()),
        view: Some(View::Graphs),
        more: More::default(),
    };
    let fragment = "v=1&run=opening&drop=client.syn.1&drop=server.synack.1.2&at=17&view=graphs";
    assert_eq!(write(&shared), fragment);
    assert_eq!(read(&format!("#{}", write(&shared))), (shared, Vec::new()));
}

#[test]
fn what_is_wrong_is_named_and_the_rest_is_kept() {
    let (shared, problems) = read("#v=1&run=nothing&drop=client.syn.1&drop=<b>&colour=red&at=5");
    assert_eq!((shared.run, shared.drops.len(), shared.at.as_deref()), (None, 1, Some("5")));
    let named = ["nothing", "<b>", "colour"].map(str::to_owned);
    let [run, packet, key] = named;
    assert_eq!(problems, [Problem::Run(run), Problem::Packet(packet), Problem::Key(key)]);
    assert_eq!(read("v=9&run=opening").1, [Problem::Version("9".to_owned())]);
    assert_eq!(read(&"x=1".repeat(FRAGMENT_BYTES_MOST)).1, [Problem::TooLong]);
    assert_eq!(read("#normal"), (Shared::default(), Vec::new()));
    assert_eq!(read("#v=1&&at=3&").1, []);
    let (one, _) = read("v=1&drop=client.syn.1&drop=client.syn.1.1");
    assert_eq!(one.drops, ["client.syn.1"], "one packet, one name");
    let many: Vec<String> = (0..50).map(|number| format!("k{number}=1")).collect();
    let (_, problems) = read(&many.join("&"));
    assert_eq!((problems.len(), problems.last()), (PROBLEMS_MOST + 1, Some(&Problem::More(47))));
}

#[test]
fn paths_are_read_from_any_sub_path() {
    let chapter = Page::Chapter("tcp-opening".to_owned());
    for (path, root) in
        [("/en/tcp-opening/", "/"), ("/en/tcp-opening", "/"), ("/a/b/en/tcp-opening/index.html", "/a/b/")]
    {
        assert_eq!(page(path), Some((Lang::En, chapter.clone(), root.to_owned())), "{path}");
    }
    let embed = Some((Lang::Zh, Page::Embed("stage".to_owned()), "/x/".to_owned()));
    assert_eq!(page("/x/zh/embed/stage/"), embed);
    assert_eq!(page("//a//EN/TCP-opening/"), Some((Lang::En, chapter, "/a/".to_owned())));
    assert_eq!(page("/EN/Embed/Stage"), Some((Lang::En, Page::Embed("stage".to_owned()), "/".to_owned())));
    assert_eq!(page("/book/zh/Lab/"), Some((Lang::Zh, Page::Lab, "/book/".to_owned())));
    for figure in figures() {
        let page = page(&format!("/en/embed/{figure}/")).map(|(_, page, _)| page);
        let embed = Page::Embed(figure.to_owned());
        assert_eq!((page, embed.is_more()), (Some(embed), figure != "stage"));
    }
    assert_eq!(page("/en/embed/other/"), None);
    assert_eq!(page("/"), None);
    assert_eq!(page("/fr/tcp-opening/"), None);
}

proptest! {
    #[test]
    fn anything_can_be_read(fragment in "\\PC*") {
        let (shared, _) = read(&fragment);
        prop_assert_eq!(read(&write(&shared)).0, shared);
    }
}
