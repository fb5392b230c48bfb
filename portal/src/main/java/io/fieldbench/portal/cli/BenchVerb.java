package io.fieldbench.portal.cli;

import picocli.CommandLine.Command;

/** {@code bench}: measures on this machine, in one run, beside something to compare with. */
@Command(
    name = "bench",
    description = "Benchmarks.",
    mixinStandardHelpOptions = true,
    subcommands = {BenchStart.class, BenchLabs.class, BenchCompetency.class})
final class BenchVerb {}
