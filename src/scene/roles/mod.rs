//! Who talks to whom: machines by their roles, users' left and those that are asked right of them, the programs inside each, and the ways that
//! messages take between programs. On a narrow page the same from top to bottom.
//!
//! Machines stand where the scenario's calls put them: who is asked stands behind who asks. A name server stands above what is asked besides it.

mod letters;
mod tiers;

pub use letters::{Letter, fit, letters};

use crate::scenario::Scenario;
use crate::sim::ids::HostId;
use crate::trace::messages::{Message, Talk, Who};
use std::collections::BTreeMap;
use tiers::tiers;

/// Narrower pages have their tiers one below the other.
const STACKED_BELOW: f64 = 600.0;
/// The width of a machine.
const MACHINE: (f64, f64) = (172.0, 236.0);
/// Between two machines of a tier.
const APART: f64 = 22.0;
/// Between two tiers that lie one below the other.
const BETWEEN: f64 = 84.0;
/// The most room between two tiers.
const GAP_MOST: f64 = 330.0;
/// Name and address of a machine.
const HEAD: f64 = 44.0;
/// A program in its machine.
pub const CELL: f64 = 82.0;
/// Around a program.
const INSET: f64 = 8.0;
/// Between the ends of two ways at one program.
const ENDS_APART: f64 = 18.0;

/// A box, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Area {
    fn middle(&self) -> (f64, f64) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }
}

/// A machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Machine {
    /// Which.
    pub host: HostId,
    /// How many others stand between it and a user, at least; 0: a user sits at it.
    pub tier: usize,
    /// Where.
    pub area: Area,
    /// Where its programs are, in order.
    pub programs: Vec<Area>,
}

/// The way between two programs: a curve with its four points, from the one that stands nearer to the users.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Path {
    /// From this program.
    pub one: Who,
    /// To that one.
    pub other: Who,
    /// A cubic curve.
    pub curve: [(f64, f64); 4],
}

impl Path {
    /// The point at a share of the way.
    pub fn at(&self, share: f64) -> (f64, f64) {
        let [a, b, c, d] = self.curve;
        let rest = 1.0 - share;
        let weights =
            [rest * rest * rest, 3.0 * rest * rest * share, 3.0 * rest * share * share, share * share * share];
        let sum = |pick: fn((f64, f64)) -> f64| {
            weights.iter().zip([a, b, c, d]).map(|(weight, point)| weight * pick(point)).sum::<f64>()
        };
        (sum(|point| point.0), sum(|point| point.1))
    }
}

/// The picture, without what moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Roles {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Tiers lie one below the other.
    pub stacked: bool,
    /// The machines, in the scenario's order.
    pub machines: Vec<Machine>,
    /// The ways between programs that talk to each other.
    pub paths: Vec<Path>,
    /// The network, as it lies between the tiers.
    pub network: Vec<Area>,
}

impl Roles {
    /// The picture of a run's machines at this width.
    pub fn new(scenario: &Scenario, talk: &Talk, width: f64) -> Roles {
        let stacked = width < STACKED_BELOW;
        let tiers = tiers(scenario);
        let count = tiers.iter().max().map_or(0, |tier| tier + 1);
        let mut roles =
            Roles { width, height: 0.0, stacked, machines: Vec::new(), paths: Vec::new(), network: Vec::new() };
        roles.machines = (0..)
            .map(HostId)
            .zip(scenario.hosts.iter().zip(&tiers))
            .map(|(host, (setup, tier))| {
                let height = HEAD + f64::from(u32::try_from(setup.programs.len()).unwrap_or(0)) * (CELL + INSET);
                let area = Area { height: height.max(HEAD + 14.0), ..Area::default() };
                Machine { host, tier: *tier, area, programs: vec![Area::default(); setup.programs.len()] }
            })
            .collect();
        if stacked {
            roles.stack(count);
        } else {
            roles.columns(scenario, count);
        }
        for machine in &mut roles.machines {
            let Area { x, y, width, .. } = machine.area;
            let mut top = y + HEAD;
            for cell in &mut machine.programs {
                *cell = Area { x: x + INSET, y: top, width: width - 2.0 * INSET, height: CELL };
                top += CELL + INSET;
            }
        }
        roles.paths = roles.ways(&pairs(talk));
        roles
    }

    /// Tiers side by side; each lies around the middle, those that stand behind others as near to their height as there is room.
    fn columns(&mut self, scenario: &Scenario, count: usize) {
        let columns = real(count.max(1));
        let machine = ((self.width - 4.0) / columns * 0.74).max(MACHINE.0).min(MACHINE.1);
        let gap = ((self.width - 4.0 - machine * columns) / (columns - 1.0).max(1.0)).min(GAP_MOST);
        let left = (self.width - machine * columns - gap * (columns - 1.0)) / 2.0;
        let edges = tiers::edges(scenario);
        let tall =
            |machines: &[&mut Machine]| machines.iter().map(|machine| machine.area.height + APART).sum::<f64>() - APART;
        let mut whole = 0.0_f64;
        for tier in 0..count {
            let own: Vec<&mut Machine> = self.machines.iter_mut().filter(|machine| machine.tier == tier).collect();
            whole = whole.max(tall(&own));
        }
        for tier in 0..count {
            let x = left + real(tier) * (machine + gap);
            let heights: BTreeMap<HostId, f64> =
                self.machines.iter().filter(|it| it.tier < tier).map(|it| (it.host, it.area.middle().1)).collect();
            let mut own: Vec<&mut Machine> = self.machines.iter_mut().filter(|it| it.tier == tier).collect();
            own.sort_by_key(|it| !tiers::is_name_server(scenario, it.host));
            let free = whole - tall(&own);
            let alone = own.len() == 1;
            let mut y = free / 2.0;
            for it in own {
                let askers = edges.iter().filter(|(_, to)| *to == it.host).filter_map(|(from, _)| heights.get(from));
                let (sum, number) = askers.fold((0.0, 0.0), |(sum, number), height| (sum + height, number + 1.0));
                if alone && number > 0.0 {
                    y = (sum / number - it.area.height / 2.0).max(0.0).min(free);
                }
                it.area = Area { x, y: y + 2.0, width: machine, ..it.area };
                y += it.area.height + APART;
            }
        }
        self.height = whole + 4.0;
        let band = (gap * 0.42).min(96.0);
        self.network = (1..count)
            .map(|tier| {
                let middle = left + real(tier) * (machine + gap) - gap / 2.0;
                Area { x: middle - band / 2.0, y: 2.0, width: band, height: whole }
            })
            .collect();
    }

    /// Tiers one below the other, two machines in a row.
    fn stack(&mut self, count: usize) {
        let mut y = 2.0;
        for tier in 0..count {
            if tier > 0 {
                self.network.push(Area { x: 0.0, y: y + 26.0, width: self.width, height: BETWEEN - 52.0 });
                y += BETWEEN;
            }
            let mut own: Vec<&mut Machine> = self.machines.iter_mut().filter(|machine| machine.tier == tier).collect();
            let rows = own.chunks_mut(2).len();
            for (row, pair) in own.chunks_mut(2).enumerate() {
                let (across, height) = (real(pair.len()), pair.iter().map(|it| it.area.height).fold(0.0, f64::max));
                let width = ((self.width - 10.0 * (across - 1.0)) / across - 2.0).min(MACHINE.1);
                let left = (self.width - width * across - 10.0 * (across - 1.0)) / 2.0;
                for (place, it) in pair.iter_mut().enumerate() {
                    it.area = Area { x: left + real(place) * (width + 10.0), y, width, ..it.area };
                }
                y += height + if row + 1 < rows { APART } else { 0.0 };
            }
        }
        self.height = y + 2.0;
    }

    /// A machine.
    pub fn machine(&self, host: HostId) -> Option<&Machine> {
        self.machines.iter().find(|machine| machine.host == host)
    }

    fn area(&self, (host, program): Who) -> Option<Area> {
        let machine = self.machine(host)?;
        let cell = usize::try_from(program).ok().and_then(|program| machine.programs.get(program));
        let cell = cell.copied().unwrap_or(machine.area);
        // From below or above, a way ends at the machine.
        Some(if self.stacked { Area { y: machine.area.y, height: machine.area.height, ..cell } } else { cell })
    }

    fn ways(&self, pairs: &[(Who, Who)]) -> Vec<Path> {
        let tier = |who: &Who| (self.machine(who.0).map_or(0, |machine| machine.tier), who.0);
        let mut pairs: Vec<(Who, Who)> =
            pairs.iter().map(|(a, b)| if tier(a) <= tier(b) { (*a, *b) } else { (*b, *a) }).collect();
        let along =
            |who: Who| self.area(who).map_or(0.0, |area| if self.stacked { area.middle().0 } else { area.middle().1 });
        pairs.sort_by(|a, b| along(a.0).total_cmp(&along(b.0)).then(along(a.1).total_cmp(&along(b.1))));
        let paths = pairs.iter().filter_map(|(one, other)| {
            let place = |own: Who, first: bool| {
                let others: Vec<f64> = pairs
                    .iter()
                    .filter(|(a, b)| if first { *a == own } else { *b == own })
                    .map(|(a, b)| along(if first { *b } else { *a }))
                    .collect();
                let here = along(if first { *other } else { *one });
                let before = others.iter().filter(|it| **it < here).count();
                (real(before) - (real(others.len()) - 1.0) / 2.0) * ENDS_APART
            };
            let (from, to) = (self.area(*one)?, self.area(*other)?);
            let same = self.machine(one.0)?.tier == self.machine(other.0)?.tier;
            Some(Path {
                one: *one,
                other: *other,
                curve: self.curve((from, place(*one, true)), (to, place(*other, false)), same),
            })
        });
        paths.collect()
    }

    /// From the far edge of one box to the near edge of the other; within a tier around it.
    fn curve(&self, (from, here): (Area, f64), (to, there): (Area, f64), same: bool) -> [(f64, f64); 4] {
        if self.stacked {
            let (a, b) = (
                (from.middle().0 + here, from.y + from.height),
                (to.middle().0 + there, if same { to.y + to.height } else { to.y }),
            );
            let bend = if same { 46.0 } else { (b.1 - a.1) / 2.0 };
            return [a, (a.0, a.1 + bend), (b.0, if same { b.1 + bend } else { b.1 - bend }), b];
        }
        let (a, b) = (
            (from.x + from.width, from.middle().1 + here),
            (if same { to.x + to.width } else { to.x }, to.middle().1 + there),
        );
        let bend = if same { 60.0 } else { (b.0 - a.0) / 2.0 };
        [a, (a.0 + bend, a.1), (if same { b.0 + bend } else { b.0 - bend }, b.1), b]
    }

    /// The way of a message, and whether it goes along it backwards.
    pub fn path(&self, message: &Message) -> Option<(&Path, bool)> {
        let ends = |path: &&Path| {
            let (there, back) = ((path.one, path.other.0), (path.other, path.one.0));
            let to = message.to;
            (there.0 == message.from && Some(there.1) == to) || (back.0 == message.from && Some(back.1) == to)
        };
        let fits = |path: &&Path| {
            let reader = message.reader.zip(message.to).map(|(program, host)| (host, program));
            reader.is_none_or(|reader| path.one == reader || path.other == reader)
        };
        let path = self.paths.iter().filter(ends).find(fits).or_else(|| self.paths.iter().find(ends))?;
        Some((path, path.one != message.from))
    }
}

/// Which programs talk to each other. A message that nobody read goes to a host's first program.
fn pairs(talk: &Talk) -> Vec<(Who, Who)> {
    let mut pairs: Vec<(Who, Who)> = Vec::new();
    let (read, unread): (Vec<&Message>, Vec<&Message>) = talk.messages.iter().partition(|it| it.reader.is_some());
    for message in read.into_iter().chain(unread) {
        let Some(to) = message.to.filter(|to| *to != message.from.0) else { continue };
        let is_known = |(a, b): &&(Who, Who)| match message.reader {
            Some(reader) => [(*a, *b), (*b, *a)].contains(&(message.from, (to, reader))),
            None => (*a == message.from && b.0 == to) || (*b == message.from && a.0 == to),
        };
        if !pairs.iter().any(|pair| is_known(&pair)) {
            pairs.push((message.from, (to, message.reader.unwrap_or(0))));
        }
    }
    pairs
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
