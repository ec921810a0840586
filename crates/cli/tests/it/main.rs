//! The program from outside, as one integration binary.

mod architecture;
mod bot;
mod broadcast;
mod browser;
mod crowd;
mod demo;
mod dice;
mod echo;
mod faults;
mod inspector;
mod judge;
mod kill;
mod large;
mod media;
mod outbox;
mod page;
mod process;
mod script;
mod token;
mod torture;
mod town;
mod trouble;
mod webdriver;
