//! Checks and scores Swedish–English translations by what their numbers and names mean.
