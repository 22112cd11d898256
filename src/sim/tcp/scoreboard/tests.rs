//! That the counts are right whatever happens, and what is taken to be lost.

use super::*;
use proptest::prelude::*;

/// Ten segments of 100 bytes from number 0.
fn ten() -> Scoreboard {
    let mut board = Scoreboard::default();
    for number in 0..10 {
        let index = board.push(SeqNum(number * 100), 100, false, false);
        board.on_transmission(index, Time(0));
    }
    board
}

fn lost(board: &Scoreboard) -> Vec<u32> {
    board.iter().filter(|sent| sent.fate == Fate::Lost).map(|sent| sent.seq.0).collect()
}

#[test]
fn three_segments_beyond_make_a_hole_lost_once() {
    let mut board = ten();
    for (start, end) in [(100, 200), (200, 300)] {
        board.sack(SeqNum(start), SeqNum(end));
    }
    board.mark_lost_below(3, 100);
    assert_eq!(lost(&board), [0; 0]);
    board.sack(SeqNum(400), SeqNum(500));
    board.mark_lost_below(3, 100);
    assert_eq!(lost(&board), [0]);
    board.on_transmission(0, Time(0));
    board.mark_lost_below(3, 100);
    assert_eq!(lost(&board), [0; 0], "sent again in this recovery");
    assert_eq!(board.first_hole(), Some(3));
}

proptest! {
    #[test]
    fn what_is_counted_is_what_is_there(acts in prop::collection::vec((0_u8..9, 0_u32..12, 0_u32..12), 0..40)) {
        let mut board = ten();
        for (act, a, b) in acts {
            let (low, high) = (SeqNum(a.min(b) * 100), SeqNum(a.max(b) * 100));
            match act {
                0 => { board.sack(low, high); }
                1 => board.mark_lost(a as usize),
                2 => { board.on_transmission(a as usize, Time(0)); }
                3 => { board.acknowledge(SeqNum((a * 50).min(1_000))); }
                4 => board.mark_lost_below(3, 100),
                5 => board.split_larger_than(7 + a * 10),
                6 => board.count_twice(a as usize),
                7 => board.join_following(b * 50, high),
                8 if a == b => board.forget_lost(),
                _ => board.forget_sacked(),
            }
            let counted = |sent: &Sent| sent.seq_len() * u32::from(sent.copies);
            let pipe: u32 = board.iter().filter(|sent| sent.fate == Fate::InFlight).map(counted).sum();
            prop_assert_eq!(board.pipe(), pipe);
            prop_assert_eq!(board.lost(), lost(&board).len());
            prop_assert!(board.iter().zip(board.iter().skip(1)).all(|(one, next)| one.end() == next.seq));
        }
    }
}
