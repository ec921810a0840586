//! The program from outside, as one integration binary.

mod browser;
mod demo;
mod webdriver;
