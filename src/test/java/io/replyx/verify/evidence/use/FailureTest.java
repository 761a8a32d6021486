package io.replyx.verify.evidence.use;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTest {
    private static final String IN_A_FUNCTION = "PL/pgSQL function public.f() line 3 at RAISE";

    private static Failure failure(String state, String where, String file, String step) {
        return failure(state, where, file, step, 0);
    }

    private static Failure failure(String state, String where, String file, String step, int position) {
        return new Failure(new SqlState(state), "it fails", where, "", "", "", file, step, position);
    }

    @Test
    void what_was_generated_and_cannot_be_read_is_no_fault_of_the_table() {
        assertThat(failure("42883", "", "parse_oper.c", "op_error", 48).refusesEveryRow())
                .isFalse();
    }

    @Test
    void a_function_that_raises_under_a_code_of_its_own_speaks_of_the_row() {
        assertThat(failure("22023", IN_A_FUNCTION, "pl_exec.c", "exec_stmt_raise")
                        .mayBeOfTheRow())
                .isTrue();
        assertThat(failure("23502", IN_A_FUNCTION, "execMain.c", "ExecConstraints")
                        .mayBeOfTheRow())
                .isFalse();
    }

    @Test
    void a_timeout_or_a_number_not_drawn_yet_speaks_of_this_run_and_not_of_every_row() {
        for (Failure failure : new Failure[] {
            failure("57014", IN_A_FUNCTION, "postgres.c", "ProcessInterrupts"),
            failure("55000", IN_A_FUNCTION, "sequence.c", "currval_oid")
        }) {
            assertThat(failure.isOfThisRun()).isTrue();
            assertThat(failure.mayBeOfTheRow()).isTrue();
            assertThat(failure.refusesEveryRow()).isFalse();
        }
    }

    @Test
    void a_name_that_leads_nowhere_refuses_every_row_in_a_function_or_without_one() {
        assertThat(failure("42703", IN_A_FUNCTION, "parse_relation.c", "errorMissingColumn")
                        .refusesEveryRow())
                .isTrue();
        assertThat(failure("42703", "", "tsvector_op.c", "tsvector_update_trigger")
                        .refusesEveryRow())
                .isTrue();
    }

    @Test
    void a_query_that_is_put_together_is_judged_by_no_row() {
        for (String step : new String[] {"EXECUTE", "FOR over EXECUTE statement"}) {
            assertThat(failure("42P01", "PL/pgSQL function public.f() line 3 at " + step, "namespace.c", "")
                            .refusesEveryRow())
                    .isFalse();
        }
    }

    @Test
    void a_value_that_was_generated_may_be_one_that_a_function_cannot_read_and_a_constant_is_none() {
        Failure value = failure("22P02", IN_A_FUNCTION, "json.c", "");
        Failure label = failure("22P02", IN_A_FUNCTION, "enum.c", "enum_in");

        assertThat(value.mayBeOfAValue()).isTrue();
        assertThat(value.mayBeOfTheRow()).isFalse();
        assertThat(label.mayBeOfAValue()).isFalse();
    }
}
