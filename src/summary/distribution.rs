//! How many pairs have which value of a measure, counted in steps: bounded in size, exact when
//! shards are added up.

/// The steps in which a measure is counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Where the first step begins; it also holds all values below.
    pub low: f64,
    /// Steps in one unit.
    pub per_unit: u32,
    /// How many steps there are; the last also holds all values above.
    pub steps: usize,
}

impl Scale {
    /// Ratios of two lengths: 0 to 10 in steps of 0.01.
    pub const RATIO: Self = Self {
        low: 0.0,
        per_unit: 100,
        steps: 1001,
    };
    /// Shares and similarities: 0 to 1 in steps of 0.01.
    pub const SHARE: Self = Self {
        low: 0.0,
        per_unit: 100,
        steps: 101,
    };
    /// Standard deviations: −10 to 10 in steps of 0.1.
    pub const DEVIATIONS: Self = Self {
        low: -10.0,
        per_unit: 10,
        steps: 201,
    };

    /// The step that holds `value`.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to the steps
    fn step_of(self, value: f64) -> usize {
        // 1.15 is a little less than 115 steps of 0.01 in binary.
        const SLACK: f64 = 1e-9;
        let step = ((value - self.low) * f64::from(self.per_unit) + SLACK).floor();
        step.clamp(0.0, (self.steps - 1) as f64) as usize
    }

    /// The value at which a step begins.
    fn value_of(self, step: usize) -> f64 {
        let (steps, per_unit) = (step as f64, f64::from(self.per_unit));
        (self.low * per_unit + steps).round() / per_unit
    }
}

/// Pairs by the value of one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    scale: Scale,
    /// Pairs by step; empty before the first.
    all: Vec<u64>,
    /// Those of them that are flagged.
    flagged: Vec<u64>,
    pairs: u64,
}

/// A range of values and the pairs in it: a bar of a histogram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Where the range begins, inclusive.
    pub low: f64,
    /// Where it ends, exclusive.
    pub high: f64,
    /// Pairs with a value in the range.
    pub pairs: u64,
    /// Those of them that are flagged.
    pub flagged: u64,
}

impl Distribution {
    /// No pairs yet.
    #[must_use]
    pub const fn new(scale: Scale) -> Self {
        Self {
            scale,
            all: Vec::new(),
            flagged: Vec::new(),
            pairs: 0,
        }
    }

    /// Counts a pair with this value.
    pub fn add(&mut self, value: f64, is_flagged: bool) {
        self.add_step(self.scale.step_of(value), is_flagged);
    }

    /// Counts a pair whose value lies in this step, or beyond the last.
    pub(super) fn add_step(&mut self, step: usize, is_flagged: bool) {
        if self.all.is_empty() {
            self.all = vec![0; self.scale.steps];
            self.flagged = vec![0; self.scale.steps];
        }
        let step = step.min(self.scale.steps - 1);
        self.all[step] += 1;
        self.flagged[step] += u64::from(is_flagged);
        self.pairs += 1;
    }

    /// Pairs counted.
    #[must_use]
    pub const fn pairs(&self) -> u64 {
        self.pairs
    }

    /// The value that `per_cent` of the pairs stay below or reach, rounded down to a step; `None`
    /// without pairs.
    #[must_use]
    pub fn quantile(&self, per_cent: u64) -> Option<f64> {
        Some(self.scale.value_of(self.step_at(per_cent)?))
    }

    /// Equal ranges that hold the middle 99 % of the pairs, at most `most` of them and at least
    /// one; the first and the last also hold what lies beyond. Empty without pairs.
    #[must_use]
    pub fn bins(&self, most: usize) -> Vec<Bin> {
        let (Some(first), Some(last)) = (self.rank_step(1, 200), self.rank_step(199, 200)) else {
            return Vec::new();
        };
        let width = self.bin_width(last - first + 1, most.max(1));
        let (first, last) = (first / width, last / width);
        let mut bins: Vec<Bin> = (first..=last)
            .map(|bin| Bin {
                low: self.scale.value_of(bin * width),
                high: self.scale.value_of((bin + 1) * width),
                pairs: 0,
                flagged: 0,
            })
            .collect();
        for (step, (&all, &flagged)) in self.all.iter().zip(&self.flagged).enumerate() {
            let bin = &mut bins[(step / width).clamp(first, last) - first];
            bin.pairs += all;
            bin.flagged += flagged;
        }
        bins
    }

    /// The least round number of steps with which `steps` fit into `most` bins.
    fn bin_width(&self, steps: usize, most: usize) -> usize {
        const ROUND: [usize; 8] = [1, 2, 5, 10, 20, 50, 100, 200];
        // One bin may be lost where the ends don't fall on borders.
        let fits = |width: &usize| steps / width + 2 <= most;
        ROUND.into_iter().find(fits).unwrap_or(self.scale.steps)
    }

    fn step_at(&self, per_cent: u64) -> Option<usize> {
        self.rank_step(per_cent, 100)
    }

    /// The step that holds the pair of this rank, given as a share of all pairs.
    fn rank_step(&self, part: u64, whole: u64) -> Option<usize> {
        let rank = (self.pairs * part).div_ceil(whole).max(1);
        let mut below = 0;
        self.all.iter().position(|&pairs| {
            below += pairs;
            below >= rank
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(scale: Scale, values: &[f64]) -> Distribution {
        let mut distribution = Distribution::new(scale);
        for &value in values {
            distribution.add(value, value > 1.5);
        }
        distribution
    }

    #[test]
    fn values_keep_their_step() {
        for (scale, value, step) in [
            (Scale::RATIO, 1.15, 1.15),
            (Scale::RATIO, 0.999, 0.99),
            (Scale::RATIO, 70.0, 10.0),
            (Scale::SHARE, 1.0, 1.0),
            (Scale::DEVIATIONS, -2.34, -2.4),
            (Scale::DEVIATIONS, -70.0, -10.0),
            (Scale::DEVIATIONS, 0.0, 0.0),
        ] {
            let found = counted(scale, &[value]).quantile(50);
            assert_eq!(found, Some(step), "{value}");
        }
    }

    #[test]
    fn bins_hold_every_pair() {
        let values: Vec<f64> = (0..400).map(|at| 0.6 + f64::from(at) * 0.002).collect();
        let values = [values, vec![0.0, 9.0]].concat();
        let bins = counted(Scale::RATIO, &values).bins(40);
        assert!((12..=40).contains(&bins.len()), "{}", bins.len());
        assert_eq!(bins.iter().map(|bin| bin.pairs).sum::<u64>(), 402);
        assert_eq!(bins.iter().map(|bin| bin.flagged).sum::<u64>(), 1);
        assert!(bins.windows(2).all(|two| two[0].high == two[1].low));
        assert_eq!(bins[0].low, 0.6);
    }

    #[test]
    fn few_pairs_have_few_bins() {
        assert_eq!(counted(Scale::SHARE, &[]).bins(40), []);
        assert_eq!(counted(Scale::SHARE, &[0.5]).bins(40).len(), 1);
        assert_eq!(counted(Scale::DEVIATIONS, &[-9.0, 9.0]).bins(2).len(), 1);
    }
}
