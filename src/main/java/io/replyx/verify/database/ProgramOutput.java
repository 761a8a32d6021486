package io.replyx.verify.database;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Takes apart what a program in a container writes and what it says. */
final class ProgramOutput extends ResultCallback.Adapter<Frame> {
    private final Tail tail;
    private final StringBuilder unfinished = new StringBuilder();
    private OutputStream output = OutputStream.nullOutputStream();
    private boolean writes;

    ProgramOutput(String program, Consumer<String> lines) {
        this.tail = new Tail(program, lines);
    }

    void into(OutputStream stream, boolean isFile) {
        output = stream;
        writes = isFile;
    }

    @Override
    public void onNext(Frame frame) {
        if (writes && frame.getStreamType() == StreamType.STDOUT) {
            write(frame.getPayload());
        } else {
            say(new String(frame.getPayload(), StandardCharsets.UTF_8));
        }
    }

    /** What cannot be written ends the program: nobody reads on. */
    private void write(byte[] bytes) {
        try {
            output.write(bytes);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private void say(String text) {
        unfinished.append(text);
        int end = unfinished.indexOf("\n");
        while (end >= 0) {
            tail.add(unfinished.substring(0, end));
            unfinished.delete(0, end + 1);
            end = unfinished.indexOf("\n");
        }
    }

    void require(boolean ended, Long exitCode) {
        if (unfinished.length() > 0) {
            tail.add(unfinished.toString());
        }
        tail.require(ended, exitCode == null ? -1 : exitCode.intValue(), LocalPrograms.LONGEST);
    }
}
