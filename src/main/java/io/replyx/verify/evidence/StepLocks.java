package io.replyx.verify.evidence;

import java.util.SortedMap;
import java.util.TreeMap;

/** The locks of a version and those of its undo. */
public record StepLocks(LockFootprint apply, LockFootprint undo) {

    /** What holds others up, a line each, with the statement that does. */
    public SortedMap<String, String> lines() {
        SortedMap<String, String> lines = new TreeMap<>();
        apply.holdingUp().forEach((line, by) -> lines.put("apply: " + line, by));
        undo.holdingUp().forEach((line, by) -> lines.put("undo: " + line, by));
        return lines;
    }
}
