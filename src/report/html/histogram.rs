//! Histograms for the page: where the bars, axes and labels of a plot stand. The counts come
//! from the summary; the template draws them.

use crate::report::figures::{count, counted, decimal};
use crate::summary::Summary;
use crate::summary::distribution::{Bin, Distribution};

/// A histogram, in the units of its SVG view box; y grows downwards.
pub(super) struct Histogram {
    pub(super) title: &'static str,
    /// The median and the middle half in words.
    pub(super) note: String,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Where the plot begins and ends.
    pub(super) left: f64,
    pub(super) right: f64,
    /// Where the bars stand.
    pub(super) base: f64,
    pub(super) bars: Vec<Bar>,
    pub(super) x_ticks: Vec<Tick>,
    pub(super) y_ticks: Vec<Tick>,
}

/// One bar; the part of it that is flagged stands at its foot.
pub(super) struct Bar {
    pub(super) title: String,
    pub(super) x: f64,
    pub(super) width: f64,
    pub(super) y: f64,
    pub(super) height: f64,
    pub(super) flagged_y: f64,
    pub(super) flagged_height: f64,
}

/// A mark on an axis.
pub(super) struct Tick {
    pub(super) at: f64,
    pub(super) label: String,
}

/// The plots of the first screen; those of measures that no pair has are left out.
pub(super) fn of_measures(summary: &Summary) -> Vec<Histogram> {
    let ratio = Some(summary.length_ratio.distribution());
    let measure = |wanted: &str| {
        let mut measures = summary.measures.iter();
        measures
            .find(|(name, _)| *name == wanted)
            .map(|(_, pairs)| pairs)
    };
    let plots = [
        ("Length of target by source, in characters.", ratio),
        (
            "Length against what is usual, in standard deviations.",
            measure("length_z"),
        ),
        (
            "Share of the target’s words that the source has too.",
            measure("copied_share"),
        ),
    ];
    plots
        .into_iter()
        .filter_map(|(title, distribution)| Histogram::new(title, distribution?))
        .collect()
}

const WIDTH: f64 = 440.0;
const HEIGHT: f64 = 116.0;
const LEFT: f64 = 38.0;
const RIGHT: f64 = WIDTH - 14.0;
const TOP: f64 = 8.0;
const BASE: f64 = HEIGHT - 22.0;
/// Bars that are wide enough to be told apart on a telephone.
const MOST_BARS: usize = 40;

impl Histogram {
    /// `None` without pairs.
    fn new(title: &'static str, distribution: &Distribution) -> Option<Self> {
        let bins = distribution.bins(MOST_BARS);
        let (low, high) = (bins.first()?.low, bins.last()?.high);
        let most = bins.iter().map(|bin| bin.pairs).max()?;
        // There is no half pair.
        let labels = u32::try_from(most).unwrap_or(u32::MAX).clamp(1, 5);
        let y_ticks = ticks(0.0, most as f64, labels);
        let top = y_ticks.last().copied().unwrap_or(0.0).max(most as f64);
        let x = |value: f64| rounded(LEFT + (value - low) / (high - low) * (RIGHT - LEFT));
        let y = |pairs: f64| rounded(BASE - pairs / top * (BASE - TOP));
        let last = bins.len() - 1;
        let bar = |(at, bin): (usize, &Bin)| Bar {
            title: bar_title(bin, at == 0, at == last),
            x: x(bin.low) + 0.5,
            width: rounded((x(bin.high) - x(bin.low) - 1.0).max(1.0)),
            y: y(bin.pairs as f64),
            height: rounded(BASE - y(bin.pairs as f64)),
            flagged_y: y(bin.flagged as f64),
            flagged_height: rounded(BASE - y(bin.flagged as f64)),
        };
        let x_ticks = ticks(low, high, 7);
        let digits = decimals(&x_ticks);
        Some(Self {
            title,
            note: note(distribution),
            width: WIDTH,
            height: HEIGHT,
            left: LEFT,
            right: RIGHT,
            base: BASE,
            bars: bins.iter().enumerate().map(bar).collect(),
            x_ticks: labelled(&x_ticks, x, |value| {
                format!("{value:.digits$}").replace('-', "−")
            }),
            y_ticks: labelled(&y_ticks, y, |value| count(value as u64)),
        })
    }
}

fn note(distribution: &Distribution) -> String {
    let quantile = |per_cent| decimal(distribution.quantile(per_cent)).replace('-', "−");
    format!(
        "Median {}, the middle half from {} to {}.",
        quantile(50),
        quantile(25),
        quantile(75)
    )
}

/// What a bar holds, in words; the outer bars hold what lies beyond them too.
fn bar_title(bin: &Bin, is_first: bool, is_last: bool) -> String {
    let range = match (is_first, is_last) {
        (true, true) => "all".to_owned(),
        (true, false) => format!("below {:.2}", bin.high),
        (false, true) => format!("from {:.2}", bin.low),
        (false, false) => format!("{:.2} to {:.2}", bin.low, bin.high),
    };
    format!(
        "{}: {}, {} flagged",
        range.replace('-', "−"),
        counted(bin.pairs, "pair"),
        count(bin.flagged)
    )
}

/// Round values from `low` to `high`, at most `most` of them and one more.
fn ticks(low: f64, high: f64, most: u32) -> Vec<f64> {
    let step = round_step((high - low) / f64::from(most));
    let (first, last) = (
        (low / step).ceil() as i64,
        (high / step + 1e-9).floor() as i64,
    );
    (first..=last).map(|at| at as f64 * step).collect()
}

/// The least of 1, 2 and 5 times a power of ten that is not below `step`.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.max(1e-9).log10().floor());
    let round = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power);
    round
        .filter(|&round| round >= step * (1.0 - 1e-9))
        .fold(10.0 * power, f64::min)
}

/// Decimals that tell the ticks apart.
fn decimals(ticks: &[f64]) -> usize {
    let step = ticks
        .windows(2)
        .map(|two| two[1] - two[0])
        .next()
        .unwrap_or(0.01);
    [1.0, 0.1]
        .iter()
        .take_while(|&&unit| step < unit * (1.0 - 1e-9))
        .count()
}

fn labelled(
    values: &[f64],
    place: impl Fn(f64) -> f64,
    label: impl Fn(f64) -> String,
) -> Vec<Tick> {
    let tick = |&value: &f64| Tick {
        at: place(value),
        // Adding zero turns -0 into 0.
        label: label(value + 0.0),
    };
    values.iter().map(tick).collect()
}

/// A length in the plot, to a tenth.
fn rounded(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::distribution::Scale;

    #[test]
    fn ticks_are_round() {
        for (low, high, most, expected) in [
            (0.0, 120.0, 5, &[0.0, 50.0, 100.0][..]),
            (0.55, 1.5, 7, &[0.6, 0.8, 1.0, 1.2, 1.4]),
            (-3.0, 3.0, 7, &[-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0]),
            (0.0, 1.0, 3, &[0.0, 0.5, 1.0]),
        ] {
            let found = ticks(low, high, most);
            assert_eq!(found.len(), expected.len(), "{found:?}");
            let is_near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-9;
            assert!(found.iter().zip(expected).all(is_near), "{found:?}");
        }
    }

    #[test]
    fn labels_have_the_decimals_they_need() {
        for (ticks, expected) in [(&[0.0, 1.0][..], 0), (&[0.2, 0.4], 1), (&[0.95, 1.0], 2)] {
            assert_eq!(decimals(ticks), expected, "{ticks:?}");
        }
    }

    #[test]
    fn bars_stay_within_the_plot() {
        let mut distribution = Distribution::new(Scale::DEVIATIONS);
        for at in -50..50 {
            distribution.add(f64::from(at) / 10.0, at > 40);
        }
        let plot = Histogram::new("z", &distribution).expect("there are pairs");
        for bar in &plot.bars {
            assert!(LEFT <= bar.x && bar.x + bar.width <= RIGHT, "{}", bar.title);
            assert!(
                TOP <= bar.y && bar.y + bar.height <= BASE + 0.1,
                "{}",
                bar.title
            );
            assert!(bar.flagged_height <= bar.height, "{}", bar.title);
        }
        assert!(Histogram::new("z", &Distribution::new(Scale::SHARE)).is_none());
    }
}
