//! Boxes around words, also slanted ones, and whether two of them overlap.

/// The middle of a placed word, its size and its slope. Lengths in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Middle.
    pub x: f64,
    /// Middle.
    pub y: f64,
    /// Along the text.
    pub width: f64,
    /// Across the text.
    pub height: f64,
    /// Where its text runs to: a unit vector, (1, 0) if it is level. Vectors, because trigonometry would cost every reader 5 KB.
    pub along: (f64, f64),
}

impl Placed {
    /// Whether the two boxes share any point: they do unless an edge direction of one of them separates them.
    pub fn overlaps(&self, other: &Placed) -> bool {
        let (dx, dy) = (other.x - self.x, other.y - self.y);
        let across = |(x, y): (f64, f64)| (-y, x);
        [self.along, across(self.along), other.along, across(other.along)].into_iter().all(|axis| {
            let distance = (dx * axis.0 + dy * axis.1).abs();
            distance < self.reach(axis) + other.reach(axis)
        })
    }

    /// How far the box reaches from its middle in a direction.
    fn reach(&self, axis: (f64, f64)) -> f64 {
        let (cos, sin) = (axis.0 * self.along.0 + axis.1 * self.along.1, axis.1 * self.along.0 - axis.0 * self.along.1);
        (self.width / 2.0 * cos).abs() + (self.height / 2.0 * sin).abs()
    }

    /// The box with so much more room on every side.
    #[must_use]
    pub fn grown(self, by: f64) -> Placed {
        Placed { width: self.width + 2.0 * by, height: self.height + 2.0 * by, ..self }
    }
}

/// About how wide a text is at this size: generous, since fonts differ.
pub fn text_width(text: &str, size: f64) -> f64 {
    text.chars()
        .map(|c| match c {
            'A'..='Z' => 0.73,
            '+' | '=' | '–' | '—' => 0.84,
            'm' | 'w' => 0.86,
            'i' | 'j' | 'l' | '.' | ',' | ':' | ' ' | '(' | ')' | '|' => 0.36,
            c if c.is_ascii() => 0.63,
            '↻' | '×' | '·' | '…' => 0.8,
            _ => 1.04,
        })
        .sum::<f64>()
        * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slanted_boxes_side_by_side_do_not_overlap() {
        let label = Placed { x: 0.0, y: 0.0, width: 160.0, height: 14.0, along: (0.989, 0.149) };
        assert!(!label.overlaps(&Placed { y: 18.0, ..label }));
        assert!(label.overlaps(&Placed { y: 9.0, ..label }));
        assert!(label.overlaps(&Placed { along: (0.989, -0.149), ..label }));
        assert!(!label.overlaps(&Placed { x: 170.0, ..label }));
    }
}
