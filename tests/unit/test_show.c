/* What exports and pictures are made of: cells, XML, widths, projections, outlines, labels, layout.
 */
#include "unit.h"

#include "export/cells.h"
#include "export/labels.h"
#include "export/layout.h"
#include "export/outline.h"
#include "export/projection.h"
#include "export/xml.h"

#include <math.h>

static void check_written(struct buffer *b, const char *wanted) {
    check_str(((str){b->p, (uint32_t)b->n}), wanted);
    buffer_free(b);
}

static void cells_run_nothing(void **state) {
    (void)state;
    struct buffer b = {0};
    cell_csv(&b, STR("=1+1"), false);
    cell_csv(&b, STR("-4.5"), true);
    cell_csv(&b, STR("a \"b\", c"), false);
    cell_csv(&b, STR("\xEF\xBC\x9Dwide"), false);
    check_written(&b, "\"'=1+1\"-4.5\"a \"\"b\"\", c\"\"'\xEF\xBC\x9Dwide\"");
    cell_tsv(&b, STR(" a\tb\r\n\x01 c "));
    cell_tsv(&b, STR("@x"));
    check_written(&b, "a b c'@x");
    assert_false(cell_is_formula(STR("")));
}

static void tables_are_looked_up(void **state) {
    (void)state;
    const char table[] = "# AB\tno\nABC\tlong\nAB\tyes\tmore\nAX\n";
    check_str(table_find(table, STR("AB"), 1), "yes");
    check_str(table_find(table, STR("AB"), 2), "more");
    assert_null(table_find(table, STR("AX"), 1).p);
    assert_null(table_find(table, STR(""), 0).p);
}

static void xml_stays_well_formed(void **state) {
    (void)state;
    struct buffer b = {0};
    xml_text(&b, STR("<a href='x'>\"&\x01\x1B\xEF\xBF\xBE]]>\xE2\x80\xAE!\n\x80"));
    check_written(&b, "&lt;a href=&#39;x&#39;&gt;&quot;&amp;]]&gt;!&#10;\xEF\xBF\xBD");
    xml_element(&b, "name", STR(""));
    xml_element(&b, "name", STR("a<b"));
    check_written(&b, "<name>a&lt;b</name>");
}

static void pictures_write_numbers_and_text(void **state) {
    (void)state;
    struct buffer b = {0};
    svg_put(&b, "%n %n %n %t %s %%", 1.26, -0.04, -12.0, STR("<"), "<b>");
    check_written(&b, "1.3 0 -12 &lt; <b> %");
    svg_text_cut(&b, STR("Libyan National Army"), 10, 60);
    check_written(&b, "Libyan Nati\xE2\x80\xA6");
    assert_true(svg_width(STR("wide"), 12) > svg_width(STR("ill"), 12));
}

static void regions_fill_the_frame(void **state) {
    (void)state;
    struct region libya = {9, 19, 26, 34}, world = {-180, -60, 180, 80};
    struct projection p = projection_fit(libya, 800, 600);
    struct svg_point a = project(&p, 9, 34), b = project(&p, 26, 19);
    assert_false(p.is_world);
    assert_true(a.x >= -0.01 && a.y >= -0.01 && b.x <= 800.01 && b.y <= 600.01);
    assert_true(fabs(a.y) < 0.01 || fabs(a.x) < 0.01); /* one side is full */
    assert_true(p.shown.west <= 9.001 && p.shown.north >= 33.999);
    p = projection_fit(world, 800, 600);
    a = project(&p, -180, 0);
    b = project(&p, 180, 0);
    assert_true(p.is_world && a.x > -1 && b.x < 801 && b.x - a.x > 790);
}

static void outlines_are_whole(void **state) {
    (void)state;
    struct arena a = {0};
    struct outline o;
    bool has_libya = false;
    assert_true(outline_read(&a, &o));
    assert_true(o.n > 1000);
    for (size_t i = 0; i < o.n; i++) {
        const struct outline_ring *r = &o.rings[i];
        assert_true(r->n > 0 && r->west > -361 && r->east < 361 && r->south > -90 && r->north < 90);
        bool is_large = r->east - r->west > 10 && r->north - r->south > 10;
        if (str_is(r->country, "LBY") && is_large)
            has_libya = r->west > 9 && r->west < 10 && r->north > 32.5F && r->north < 33.5F;
    }
    assert_true(has_libya);
    arena_free(&a);
}

static void labels_keep_apart(void **state) {
    (void)state;
    struct arena a = {0};
    struct labels l = {.arena = &a, .frame = {0, 0, 100, 100}};
    struct svg_point at;
    assert_true(labels_place(&l, (struct svg_point){50, 50}, 5, 30, 10, &at));
    assert_true(at.x > 55); /* the right side first */
    assert_true(labels_place(&l, (struct svg_point){50, 52}, 5, 30, 10, &at));
    assert_true(at.x + 30 < 46); /* then the left */
    assert_false(labels_place(&l, (struct svg_point){50, 50}, 5, 101, 10, &at));
    arena_free(&a);
}

static void boxes_keep_apart(void **state) {
    (void)state;
    enum { N = 12 };
    struct arena a = {0};
    struct layout_box boxes[N];
    const uint32_t edges[][2] = {{0, 1}, {0, 2}, {0, 3}, {3, 4}, {4, 5}, {5, 0}, {7, 8}, {9, 9}};
    struct layout l = {.arena = &a, .boxes = boxes, .n = N, .edges = edges, .n_edges = 8};
    for (int i = 0; i < N; i++)
        boxes[i] = (struct layout_box){0, 0, 80 + 5 * i, 24};
    assert_true(layout_run(&l, 400));
    for (int i = 0; i < N; i++) {
        assert_true(boxes[i].x - boxes[i].width / 2 > -0.01 && boxes[i].y - 12 > -0.01);
        assert_true(boxes[i].x + boxes[i].width / 2 < l.width + 0.01);
        for (int k = 0; k < i; k++)
            assert_true(fabs(boxes[i].x - boxes[k].x) > (boxes[i].width + boxes[k].width) / 2 ||
                        fabs(boxes[i].y - boxes[k].y) > 24);
    }
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_run_nothing),      cmocka_unit_test(tables_are_looked_up),
        cmocka_unit_test(xml_stays_well_formed),  cmocka_unit_test(pictures_write_numbers_and_text),
        cmocka_unit_test(regions_fill_the_frame), cmocka_unit_test(outlines_are_whole),
        cmocka_unit_test(labels_keep_apart),      cmocka_unit_test(boxes_keep_apart),
    };
    return cmocka_run_group_tests_name("show", tests, NULL, NULL);
}
