package io.replyx.verify.evidence.use;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BranchReaderTest {

    @Test
    void each_arm_of_if_is_gone_into_past_those_before_it() {
        assertThat(BranchReader.variants("begin if a = 1 then x; elsif b then y; else z; end if; end"))
                .containsExactly(
                        "begin if true then x; elsif b then y; else z; end if; end",
                        "begin if false then x; elsif true then y; else z; end if; end",
                        "begin if false then x; elsif false then y; else z; end if; end");
    }

    @Test
    void branches_in_loops_of_every_kind_are_gone_into() {
        assertThat(BranchReader.variants("begin loop if a then x; end if; exit; end loop; end"))
                .containsExactly("begin loop if true then x; end if; exit; end loop; end");
        assertThat(BranchReader.variants("begin <<l>> for i in 1..2 loop if a then x; end if; end loop l; end"))
                .containsExactly("begin <<l>> for i in 1..2 loop if true then x; end if; end loop l; end");
    }

    @Test
    void a_branch_behind_a_loop_is_no_part_of_the_if_around_it() {
        assertThat(BranchReader.variants("begin if a then loop exit; end loop; end if; if b then y; end if; end"))
                .contains("begin if a then loop exit; end loop; end if; if true then y; end if; end");
    }

    @Test
    void what_asks_for_its_place_decides_by_itself() {
        assertThat(BranchReader.variants("begin if tg_op = 'INSERT' then if a then x; end if; end if; end"))
                .containsExactly("begin if tg_op = 'INSERT' then if true then x; end if; end if; end");
    }

    @Test
    void handlers_of_all_errors_tell_names_that_lead_nowhere() {
        assertThat(BranchReader.variants("begin x; exception when others then null; end"))
                .singleElement()
                .asString()
                .contains("when others then if sqlstate in (")
                .endsWith("raise; end if;  null; end");
    }
}
