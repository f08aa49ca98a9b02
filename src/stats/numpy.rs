//! NumPy's random numbers and sums, bit for bit, for results that must equal sacreBLEU's.
//!
//! `default_rng(seed)` is PCG64 (O'Neill 2014, XSL-RR 128/64) seeded through SeedSequence; bounded
//! integers come from its 32-bit halves by the method of Lemire (2019, *Fast random integer
//! generation in an interval*). Sums of arrays are pairwise in blocks of 128. Agrees with NumPy
//! 2.4.6. For anything else use the generators of [`bootstrap`](super::bootstrap) and
//! [`randomization`](super::randomization).

use rand::Rng;
use rand_pcg::Pcg64;

/// `numpy.random.default_rng(seed)`.
#[derive(Clone, Debug)]
pub struct DefaultRng {
    generator: Pcg64,
    /// The upper half of the last 64 bits, which the next 32 bits are taken from.
    half: Option<u32>,
}

impl DefaultRng {
    /// The generator for `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let words = seed_sequence(seed);
        let pair = |high: u64, low: u64| u128::from(high) << 64 | u128::from(low);
        Self {
            generator: Pcg64::new(pair(words[0], words[1]), pair(words[2], words[3])),
            half: None,
        }
    }

    fn next_half(&mut self) -> u32 {
        if let Some(half) = self.half.take() {
            return half;
        }
        let bits = self.generator.next_u64();
        self.half = Some((bits >> 32) as u32);
        bits as u32
    }

    /// One element of `choice(count, size, replace=True)`: an integer below `count`, which is at
    /// least 1.
    pub fn below(&mut self, count: u32) -> u32 {
        if count <= 1 {
            return 0;
        }
        let mut product = u64::from(self.next_half()) * u64::from(count);
        if (product as u32) < count {
            let threshold = count.wrapping_neg() % count;
            while (product as u32) < threshold {
                product = u64::from(self.next_half()) * u64::from(count);
            }
        }
        (product >> 32) as u32
    }

    /// The elements of one `integers(2, size=…, dtype=bool)`, in order: each 32 bits drawn serve 32
    /// of them, the lowest first. Bits left over are lost, as in NumPy.
    pub fn booleans(&mut self) -> impl Iterator<Item = bool> {
        let (mut word, mut left) = (0, 0);
        std::iter::repeat_with(move || {
            if left == 0 {
                (word, left) = (self.next_half(), 32);
            }
            let bit = word & 1 == 1;
            (word, left) = (word >> 1, left - 1);
            bit
        })
    }
}

/// Four words of `SeedSequence(seed).generate_state(4, uint64)`.
fn seed_sequence(seed: u64) -> [u64; 4] {
    const XOR_SHIFT: u32 = 16;
    let mut hash = 0x43b0_d7e5_u32;
    let mut hashed = |value: u32| {
        let value = value ^ hash;
        hash = hash.wrapping_mul(0x931e_8875);
        let value = value.wrapping_mul(hash);
        value ^ value >> XOR_SHIFT
    };
    let mix = |a: u32, b: u32| {
        let mixed = a
            .wrapping_mul(0xca01_f9dd)
            .wrapping_sub(b.wrapping_mul(0x4973_f715));
        mixed ^ mixed >> XOR_SHIFT
    };
    let mut pool = [seed as u32, (seed >> 32) as u32, 0, 0].map(&mut hashed);
    for from in 0..4 {
        for to in (0..4).filter(|&to| to != from) {
            pool[to] = mix(pool[to], hashed(pool[from]));
        }
    }
    let mut hash = 0x8b51_f9dd_u32;
    let mut next = |index: usize| {
        let value = pool[index % 4] ^ hash;
        hash = hash.wrapping_mul(0x58f3_8ded);
        let value = value.wrapping_mul(hash);
        u64::from(value ^ value >> XOR_SHIFT)
    };
    std::array::from_fn(|word| next(2 * word) | next(2 * word + 1) << 32)
}

/// `sum` of a contiguous array, in the order in which NumPy adds.
#[must_use]
pub fn pairwise_sum<T: Copy + Default + std::ops::Add<Output = T>>(values: &[T]) -> T {
    const BLOCK: usize = 128;
    if values.len() < 8 {
        return values.iter().fold(T::default(), |sum, &value| sum + value);
    }
    if values.len() > BLOCK {
        let half = values.len() / 2;
        let (left, right) = values.split_at(half - half % 8);
        return pairwise_sum(left) + pairwise_sum(right);
    }
    let mut groups = values.chunks_exact(8);
    let first = groups.next().unwrap_or_default();
    let mut sums: [T; 8] = std::array::from_fn(|lane| first[lane]);
    for group in &mut groups {
        for (sum, &value) in sums.iter_mut().zip(group) {
            *sum = *sum + value;
        }
    }
    let [a, b, c, d, e, f, g, h] = sums;
    let total = ((a + b) + (c + d)) + ((e + f) + (g + h));
    groups
        .remainder()
        .iter()
        .fold(total, |sum, &value| sum + value)
}

#[cfg(test)]
mod tests {
    use super::*;

    // What NumPy 2.4.6 gives.
    const CHOICE_12345: [u32; 8] = [707, 230, 798, 320, 206, 806, 650, 684];
    const CHOICE_0: [u32; 8] = [5, 4, 3, 1, 2, 0, 0, 0];
    const CHOICE_LONG: [u32; 8] = [20651, 82981, 60950, 25530, 1701, 15379, 50471, 67450];
    const BOOLEANS: [u8; 8] = [1, 0, 1, 1, 1, 0, 0, 1];
    const AFTER_BOOLEANS: [u32; 2] = [798, 320];
    const PAIRWISE: [(usize, u32); 5] = [
        (5, 0x40122223),
        (100, 0x40a5ff01),
        (128, 0x40addc58),
        (300, 0x40c90b97),
        (1000, 0x40ef88fc),
    ];

    #[test]
    fn draws_what_numpy_draws() {
        for (seed, count, expected) in [
            (12345, 1012, CHOICE_12345),
            (0, 7, CHOICE_0),
            (1_099_511_627_783, 100_000, CHOICE_LONG),
        ] {
            let mut rng = DefaultRng::new(seed);
            let drawn: [u32; 8] = std::array::from_fn(|_| rng.below(count));
            assert_eq!(drawn, expected, "seed {seed}");
        }
        assert_eq!(DefaultRng::new(1).below(1), 0);
    }

    #[test]
    fn booleans_leave_the_generator_where_numpy_does() {
        let mut rng = DefaultRng::new(12345);
        let bits: Vec<u8> = rng.booleans().take(40).map(u8::from).collect();
        assert_eq!(bits[..8], BOOLEANS);
        assert_eq!([rng.below(1012), rng.below(1012)], AFTER_BOOLEANS);
    }

    #[test]
    fn adds_in_numpys_order() {
        let values: Vec<f32> = (1..=1000).map(|n| 1.0 / n as f32).collect();
        for (count, bits) in PAIRWISE {
            assert_eq!(
                pairwise_sum(&values[..count]).to_bits(),
                bits,
                "{count} values"
            );
        }
    }
}
