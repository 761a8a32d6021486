package io.replyx.verify.catalog;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which columns of a table stand elsewhere among their neighbours than they should.
 *
 * <p>As many columns as possible are taken to stand right, and those that stand first before those that stand last:
 * PostgreSQL only ever adds a column at the end.
 */
final class ColumnOrder {

    private ColumnOrder() {}

    static Set<ObjectKey> moved(List<Column> have, List<Column> want) {
        Map<String, List<Column>> wantByTable = byTable(want);
        Set<ObjectKey> moved = new HashSet<>();
        byTable(have).forEach((table, columns) -> {
            List<Column> other = wantByTable.getOrDefault(table, List.of());
            List<String> haveOrder = order(columns, other);
            List<String> wantOrder = order(other, columns);
            if (!haveOrder.equals(wantOrder)) {
                outOfOrder(haveOrder, wantOrder)
                        .forEach(column -> moved.add(new ObjectKey(ObjectKind.COLUMN, table + "." + column)));
            }
        });
        return moved;
    }

    private static List<String> outOfOrder(List<String> have, List<String> want) {
        int[] places = have.stream().mapToInt(want::indexOf).toArray();
        int[] lengths = risingFrom(places);
        Set<String> moved = new HashSet<>(have);
        int needed = Arrays.stream(lengths).max().orElse(0);
        int last = -1;
        for (int i = 0; i < places.length; i++) {
            if (lengths[i] == needed && places[i] > last) {
                moved.remove(have.get(i));
                last = places[i];
                needed--;
            }
        }
        return List.copyOf(moved);
    }

    /** For each place the length of the longest rising sequence that starts with it. */
    private static int[] risingFrom(int[] places) {
        int[] lengths = new int[places.length];
        for (int i = places.length - 1; i >= 0; i--) {
            lengths[i] = 1;
            for (int j = i + 1; j < places.length; j++) {
                if (places[j] > places[i]) {
                    lengths[i] = Math.max(lengths[i], lengths[j] + 1);
                }
            }
        }
        return lengths;
    }

    private static Map<String, List<Column>> byTable(List<Column> columns) {
        return columns.stream().collect(Collectors.groupingBy(Column::table));
    }

    private static List<String> order(List<Column> columns, List<Column> others) {
        Set<String> common = others.stream().map(Column::column).collect(Collectors.toSet());
        return columns.stream()
                .sorted(Comparator.comparingInt(Column::position))
                .map(Column::column)
                .filter(common::contains)
                .toList();
    }
}
