//! The command-line runner: a scenario in; text, a trace or a capture out. For teachers, and for tests.
//!
//! Exit status: 0 done, 1 the scenario or a file is not usable, 2 the command line is not understood.

#[cfg(target_os = "unknown")]
fn main() {}

#[cfg(not(target_os = "unknown"))]
fn main() -> std::process::ExitCode {
    runner::main()
}

#[cfg(not(target_os = "unknown"))]
mod runner {
    use clap::{Args, Parser, Subcommand};
    use std::fs;
    use std::io::{self, Read, Write};
    use std::process::ExitCode;
    use wirewalk::scenario::{Invalid, Scenario, presets};
    use wirewalk::script::Script;
    use wirewalk::sim::EventId;
    use wirewalk::sim::ids::HostId;
    use wirewalk::trace::{Run, csv, fingerprint, pcapng, text};

    /// Runs network scenarios in Wirewalk's simulator.
    #[derive(Parser)]
    #[command(name = "wirewalk", version, arg_required_else_help = true)]
    struct Cli {
        #[command(subcommand)]
        command: Command,
    }

    #[derive(Subcommand)]
    enum Command {
        /// Run a scenario. Without an option, like --text.
        Run(RunArgs),
        /// List the names of the presets.
        Presets,
        /// Print a preset as a scenario file, to start from.
        Show {
            /// The preset's name.
            preset: String,
        },
        /// Print the JSON Schema of scenario files.
        Schema,
        /// Play scripts: say what is not as they say. docs/scripts.md tells how they are written.
        Script {
            /// The scripts' files.
            #[arg(required = true)]
            files: Vec<String>,
        },
    }

    #[derive(Args)]
    struct RunArgs {
        /// A scenario file, `-` for standard input, or `preset:NAME`.
        scenario: String,
        /// Print one event a line, packets as tcpdump prints them.
        #[arg(long)]
        text: bool,
        /// Write the full trace as JSON: events with causes, control blocks, fingerprint. `-` is standard output.
        #[arg(long, value_name = "OUT.json")]
        trace: Option<String>,
        /// Write a capture for Wireshark, with comments on its packets. `-` is standard output.
        #[arg(long, value_name = "OUT.pcapng")]
        pcapng: Option<String>,
        /// Write the packets as a table for a spreadsheet: times, numbers, and what became of each. `-` is standard output.
        #[arg(long, value_name = "OUT.csv")]
        csv: Option<String>,
        /// The host whose interface the capture shows; the first one if left out.
        #[arg(long, value_name = "HOST", requires = "pcapng")]
        at: Option<String>,
        /// Print the fingerprint: the same in every browser and on every machine.
        #[arg(long)]
        fingerprint: bool,
        /// Lose this packet as well, as in `client.syn.1`. May be given several times.
        #[arg(long, value_name = "PACKET")]
        drop: Vec<String>,
    }

    pub(super) fn main() -> ExitCode {
        let result = match Cli::parse().command {
            Command::Run(args) => run(&args),
            Command::Presets => print(presets::NAMES.map(|name| format!("{name}\n")).concat().as_bytes()),
            Command::Show { preset } => self::preset(&preset).and_then(|scenario| {
                let json = serde_json::to_string_pretty(&scenario).map_err(|error| error.to_string())?;
                print(format!("{json}\n").as_bytes())
            }),
            Command::Script { files } => script(&files),
            Command::Schema => print(format!("{}\n", wirewalk::scenario::schema()).as_bytes()),
        };
        match result {
            Ok(()) => ExitCode::SUCCESS,
            Err(message) => {
                // Where nobody can be told, the status still says it.
                let _nobody_listens = writeln!(io::stderr(), "wirewalk: {}", printable(&message));
                ExitCode::FAILURE
            }
        }
    }

    fn run(args: &RunArgs) -> Result<(), String> {
        one_thing_a_place(args)?;
        let mut scenario = read(&args.scenario)?;
        let drops = args.drop.iter().map(|packet| wirewalk::scenario::Fault {
            packet: packet.clone(),
            action: wirewalk::scenario::Action::Drop,
        });
        // In front: of several faults for one packet the first counts, and this one was asked for last.
        scenario.faults.splice(0..0, drops);
        let run = Run::new(scenario).map_err(|invalid| wrong(args, &invalid))?;
        let trace = run.trace();
        if let Some(file) = &args.trace {
            write(file, format!("{}\n", json(&run)).as_bytes())?;
        }
        if let Some(file) = &args.pcapng {
            write(file, &pcapng::write(trace, vantage(&run, args.at.as_deref())?))?;
        }
        if let Some(file) = &args.csv {
            write(file, csv::write(trace).as_bytes())?;
        }
        if args.fingerprint {
            print(format!("{}\n", fingerprint(trace)).as_bytes())?;
        }
        let files = [&args.trace, &args.pcapng, &args.csv];
        if args.text || (files.iter().all(|file| file.is_none()) && !args.fingerprint) {
            let lines = (0..trace.len()).map(|id| text::line(trace, EventId(id)) + "\n");
            print(lines.collect::<String>().as_bytes())?;
        }
        Ok(())
    }

    /// Says every failure of every script.
    fn script(files: &[String]) -> Result<(), String> {
        let (mut cases, mut failures) = (0, 0);
        for file in files {
            let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
            let script = Script::parse(&text).map_err(|failure| format!("{file}: {failure}"))?;
            cases += script.len();
            for failure in script.run() {
                failures += 1;
                print(format!("{file}: {failure}\n").as_bytes())?;
            }
        }
        print(format!("{cases} cases, {failures} failures\n").as_bytes())?;
        if failures == 0 { Ok(()) } else { Err("not everything is as the scripts say".to_owned()) }
    }

    /// Two things written to one file would spoil each other.
    fn one_thing_a_place(args: &RunArgs) -> Result<(), String> {
        let words = if args.text || args.fingerprint { Some("-") } else { None };
        let files = [&args.trace, &args.pcapng, &args.csv].into_iter().filter_map(Option::as_deref);
        let places: Vec<&str> = words.into_iter().chain(files).collect();
        let twice =
            places.iter().enumerate().find(|(index, place)| places.iter().take(*index).any(|other| other == *place));
        match twice {
            Some((_, &"-")) => Err("only one of the outputs can go to standard output".to_owned()),
            Some((_, place)) => Err(format!("{place}: only one of the outputs can go there")),
            None => Ok(()),
        }
    }

    /// What is wrong with the scenario, or with what `--drop` put into it.
    fn wrong(args: &RunArgs, invalid: &Invalid) -> String {
        let number =
            invalid.field.strip_prefix("faults[").and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
        match number {
            Some(number) if number < args.drop.len() => format!("--drop {}", invalid.reason),
            Some(number) => {
                let field =
                    invalid.field.replacen(&format!("[{number}]"), &format!("[{}]", number - args.drop.len()), 1);
                format!("{}: {field}: {}", args.scenario, invalid.reason)
            }
            None => format!("{}: {invalid}", args.scenario),
        }
    }

    fn vantage(run: &Run, name: Option<&str>) -> Result<HostId, String> {
        let Some(name) = name else { return Ok(HostId(0)) };
        let host = (0..).zip(run.trace().hosts()).find(|(_, host)| host.name == name);
        host.map(|(id, _)| HostId(id)).ok_or_else(|| format!("--at {name}: there is no host of this name"))
    }

    fn json(run: &Run) -> serde_json::Value {
        serde_json::json!({
            "wirewalk": wirewalk::scenario::VERSION,
            "scenario": run.scenario(),
            "fingerprint": fingerprint(run.trace()),
            "events": run.trace().events(),
            "snapshots": run.snapshots(),
        })
    }

    fn read(source: &str) -> Result<Scenario, String> {
        if let Some(name) = source.strip_prefix("preset:") {
            return preset(name);
        }
        let mut json = String::new();
        let result = if source == "-" {
            io::stdin().read_to_string(&mut json).map(|_| ())
        } else {
            fs::read_to_string(source).map(|text| json = text)
        };
        result.map_err(|error| format!("{source}: {error}"))?;
        let mut reader = serde_json::Deserializer::from_str(&json);
        let scenario = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let path = error.path().to_string();
            let field = if path == "." { String::new() } else { format!("{path}: ") };
            format!("{source}: {field}{}", error.inner())
        })?;
        reader.end().map_err(|error| format!("{source}: {error}"))?;
        Ok(scenario)
    }

    /// Values come from files: what would steer the terminal is written out.
    fn printable(message: &str) -> String {
        message
            .chars()
            .map(|c| if c.is_control() && c != '\n' { c.escape_default().to_string() } else { c.to_string() })
            .collect()
    }

    fn preset(name: &str) -> Result<Scenario, String> {
        presets::preset(name)
            .ok_or_else(|| format!("there is no preset {name:?}; the presets are {}", presets::NAMES.join(", ")))
    }

    fn write(file: &str, bytes: &[u8]) -> Result<(), String> {
        if file == "-" { print(bytes) } else { fs::write(file, bytes).map_err(|error| format!("{file}: {error}")) }
    }

    /// To standard output. That the reader has gone away (`| head`) is no error.
    fn print(bytes: &[u8]) -> Result<(), String> {
        match io::stdout().write_all(bytes).and_then(|()| io::stdout().flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("standard output: {error}")),
            _ => Ok(()),
        }
    }
}
