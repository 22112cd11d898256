//! Installing Debian's and Ubuntu's packages, and saying what to type where that is not possible.

use crate::{failure::Failure, place, progress, run};
use std::{
    fs,
    io::{IsTerminal, stdin},
    process::Command,
};

/// Something `test` needs from the system.
pub(crate) struct Need {
    pub(crate) what: &'static str,
    pub(crate) is_there: fn() -> bool,
    pub(crate) debian: &'static str,
    pub(crate) ubuntu: &'static str,
}

/// Installs what is missing.
pub(crate) fn ensure(needs: &[Need]) -> Result<(), Failure> {
    let missing = missing(needs);
    if missing.is_empty() {
        return Ok(());
    }
    let ubuntu = fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"));
    let packages: Vec<&str> = missing.iter().map(|need| if ubuntu { need.ubuntu } else { need.debian }).collect();
    progress::setting_up(&names(&missing));
    if place::on_path("apt-get").is_none() {
        let text =
            format!("there is no apt-get here; install these by other means, then start again: {}", names(&missing));
        return Err(Failure::from(text));
    }
    let type_this = format!("sudo apt-get update && sudo apt-get install -y {}", packages.join(" "));
    let sudo = sudo().ok_or_else(|| help(&missing, "installing needs root", &type_this))?;
    let install = install(sudo, &packages);
    install.map_err(|failure| help(&missing, &failure.to_string(), &type_this))?;
    let missing = self::missing(needs);
    if missing.is_empty() { Ok(()) } else { Err(help(&missing, "installed, but still not found", &type_this)) }
}

fn missing(needs: &[Need]) -> Vec<&Need> {
    needs.iter().filter(|need| !(need.is_there)()).collect()
}

fn names(needs: &[&Need]) -> String {
    needs.iter().map(|need| need.what).collect::<Vec<_>>().join(", ")
}

fn help(missing: &[&Need], why: &str, type_this: &str) -> Failure {
    Failure::from(format!("missing: {} ({why}). Type this, then start again:\n    {type_this}", names(missing)))
}

/// The words to put in front of a command to be root: none as root; nothing at all where that cannot be.
fn sudo() -> Option<&'static [&'static str]> {
    if run::ask(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0") {
        return Some(&[]);
    }
    place::on_path("sudo")?;
    // Without a person at a terminal nobody can answer sudo's question.
    let without_question = run::ask(Command::new("sudo").args(["-n", "true"])).is_some();
    if without_question || stdin().is_terminal() { Some(&["sudo"]) } else { None }
}

fn install(sudo: &[&str], packages: &[&str]) -> Result<(), Failure> {
    run::run(&mut apt_get(sudo, &["update", "-q"]))?;
    run::run(apt_get(sudo, &["install", "-q", "-y", "--no-install-recommends"]).args(packages))
}

fn apt_get(sudo: &[&str], arguments: &[&str]) -> Command {
    // Through `env`, because sudo does not pass variables on; tshark's package asks a question otherwise.
    let words = sudo.iter().chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]).chain(arguments);
    let mut words = words.copied();
    let mut command = Command::new(words.next().unwrap_or("env"));
    command.args(words);
    command
}
