//! The program from outside, as one integration binary.

mod architecture;
mod browser;
mod demo;
mod page;
mod webdriver;
