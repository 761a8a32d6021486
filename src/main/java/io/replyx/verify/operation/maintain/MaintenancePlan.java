package io.replyx.verify.operation.maintain;

import java.util.List;

/**
 * What a maintenance will do, and what it advises.
 *
 * @param address host, port and name of the database
 * @param historyTable the table whose lock keeps deployments out
 * @param steps the statements in their order
 * @param disk what is known of the disk's free space
 * @param advice what is left to people
 * @param request what was asked for
 */
public record MaintenancePlan(
        String address,
        String historyTable,
        List<Step> steps,
        String disk,
        List<Advice> advice,
        MaintenanceRequest request) {
    public MaintenancePlan {
        steps = List.copyOf(steps);
        advice = List.copyOf(advice);
    }
}
