package io.replyx.verify.cli;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Environment;
import io.replyx.verify.testing.VerifyProcess;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs a command in this process and keeps what it printed. */
final class Verify {
    private final Map<String, String> variables = new HashMap<>();
    private String typed = "";
    private String output = "";

    static Verify on(DatabaseUrl database) {
        Verify verify = new Verify();
        verify.variables.put("DATABASE_URL", VerifyProcess.text(database));
        return verify;
    }

    /** With DATABASE_URL naming two hosts for the database: one where nothing is, and then its own. */
    static Verify onSecondHostOf(DatabaseUrl database) {
        String one = VerifyProcess.text(database);
        int host = one.lastIndexOf('@') + 1;
        return onNone().with("DATABASE_URL", one.substring(0, host) + "127.0.0.1:1," + one.substring(host));
    }

    /** With no database named by DATABASE_URL. */
    static Verify onNone() {
        return new Verify();
    }

    /** With this variable set. */
    Verify with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Rehearse on this server. */
    Verify rehearsingOn(DatabaseUrl server) {
        variables.put("REHEARSAL_SERVER_URL", VerifyProcess.text(server));
        return this;
    }

    /** Have somebody sit at the terminal who types this. */
    Verify typing(String line) {
        typed = line + "\n";
        return this;
    }

    int run(String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        Environment environment = new Environment(variables, Path.of(""));
        int code = typed.isEmpty()
                ? Main.execute(arguments, environment, writer, writer)
                : Main.execute(arguments, environment, new BufferedReader(new StringReader(typed)), writer, writer);
        output = text.toString();
        return code;
    }

    String output() {
        return output;
    }
}
