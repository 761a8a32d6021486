package io.replyx.verify.operation.deploy;

import io.replyx.verify.catalog.Extension;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which extensions of the contract are there, and which a deployment installs. */
final class ExtensionWords {
    private ExtensionWords() {}

    static String of(DeployPlan plan, Subject subject, String verb) {
        Set<String> wanted = subject.contract().map(Contract::extensions).orElse(List.of()).stream()
                .map(Contract.Extension::name)
                .collect(Collectors.toSet());
        Stream<String> there = plan.catalog().extensions().stream()
                .filter(extension -> wanted.contains(extension.name()))
                .map((Extension extension) -> extension.name() + " " + extension.version() + " is there");
        Stream<String> missing =
                plan.installs().stream().map(install -> install.extension() + " " + install.version() + " " + verb);
        String words = Stream.concat(there, missing).collect(Collectors.joining(", "));
        return words.isEmpty() ? "none is asked for" : words;
    }
}
