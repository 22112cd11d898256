//! The retransmission timeout of an end: the formulas of RFC 6298 with the numbers of the moment in them.

use super::length;
use crate::sim::tcp::{Tcb, TcpConfig};
use crate::sim::{EventId, Span};
use crate::text::{Lang, workbench as say};
use crate::trace::Trace;
use crate::ui::clock;
use crate::ui::session::Command;
use core::cmp::Ordering;
use yew::prelude::*;

/// SRTT, RTTVAR, RTO and its doubling, and the last sample.
pub(super) fn estimate(
    lang: Lang,
    trace: &Trace,
    tcb: &Tcb,
    config: &TcpConfig,
    sample: Option<(EventId, Span)>,
    act: &Callback<Command>,
) -> Html {
    let rto = &tcb.rto;
    let show = |span: Span| length(lang, span);
    let rows = match rto.srtt {
        None => {
            let reason = if rto.base == config.rto_initial { say::timers_initial } else { say::timers_after_lost_syn };
            vec![html! { <p key="none" class="timers-note">{ reason(lang) }</p> }, formula("RTO", &show(rto.base))]
        }
        Some(srtt) => {
            let four = Span(rto.rttvar.0.saturating_mul(4));
            let sum = srtt + four.max(config.rto_margin);
            vec![
                formula("SRTT", &show(srtt)),
                formula("RTTVAR", &show(rto.rttvar)),
                formula("RTO", "SRTT + max(G, 4 × RTTVAR)"),
                formula("", &format!("{} + max({}, {})", show(srtt), show(config.rto_margin), show(four))),
                html! { <div key="sum">{ formula("", &show(sum)) }{ for bound(lang, sum, rto.base, config) }</div> },
            ]
        }
    };
    let doubled = (rto.backoff > 0).then(|| {
        let factor = 1_u64.checked_shl(u32::from(rto.backoff)).unwrap_or(u64::MAX);
        let times = say::timers_backoff(lang, u64::from(rto.backoff));
        html! {
            <div class="timers-doubled">
                { formula("RTO", &format!("{} × {factor} = {}", show(rto.base), show(rto.current()))) }
                <p class="timers-note">{ times }</p>
            </div>
        }
    });
    let next = rto.srtt.map(|srtt| {
        let (variation, smooth) = (show(rto.rttvar), show(srtt));
        html! {
            <details>
                <summary>{ say::timers_next(lang) }</summary>
                { formula("RTTVAR", &format!("¾ × {variation} + ¼ × |{smooth} − R|")) }
                { formula("SRTT", &format!("⅞ × {smooth} + ⅛ × R")) }
            </details>
        }
    });
    html! {
        <article class="timers-card timers-estimate">
            <p class="timers-name">{ say::timers_estimate(lang) }<span class="rule">{ "RFC 6298" }</span></p>
            <p class="timers-now-is">{ show(rto.current()) }</p>
            <div>{ for rows }</div>
            <div>{ for doubled }</div>
            <div>{ last_sample(lang, trace, sample, act) }</div>
            <div>{ for next }</div>
        </article>
    }
}

/// One line: a name and what it is.
fn formula(name: &'static str, value: &str) -> Html {
    html! { <p class="timers-formula"><i>{ name }</i><span>{ format!("= {value}") }</span></p> }
}

/// What held the sum up or down.
fn bound(lang: Lang, sum: Span, base: Span, config: &TcpConfig) -> Option<Html> {
    let words = match base.cmp(&sum) {
        Ordering::Greater => say::timers_raised(lang, &length(lang, config.rto_min)),
        Ordering::Less => say::timers_lowered(lang, &length(lang, config.rto_max)),
        Ordering::Equal => return None,
    };
    Some(html! { <><p class="timers-note">{ words }</p>{ formula("RTO", &length(lang, base)) }</> })
}

fn last_sample(lang: Lang, trace: &Trace, sample: Option<(EventId, Span)>, act: &Callback<Command>) -> Html {
    let said = match sample {
        None => html! { <span>{ say::timers_none_yet(lang) }</span> },
        Some((event, sample)) => {
            let onclick = act.reform(move |_: MouseEvent| Command::Seek(event.0 + 1));
            let words = format!("{} · {}", length(lang, sample), clock(trace.time_of(event)));
            html! { <button type="button" class="event" {onclick}>{ words }</button> }
        }
    };
    html! { <p class="timers-sample"><span>{ say::timers_sample(lang) }</span>{ " " }{ said }</p> }
}
