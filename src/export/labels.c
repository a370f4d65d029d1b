/* Eight places around a circle are tried, the best first. */
#include "export/labels.h"

static const double gap = 2;

bool labels_take(struct labels *l, struct box b) {
    return VEC_PUSH(l->arena, &l->taken, b);
}

static bool do_meet(struct box a, struct box b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

bool labels_are_free(const struct labels *l, struct box b) {
    bool is_inside = b.left >= l->frame.left && b.right <= l->frame.right &&
                     b.top >= l->frame.top && b.bottom <= l->frame.bottom;
    for (size_t i = 0; is_inside && i < l->taken.n; i++)
        is_inside = !do_meet(b, l->taken.items[i]);
    return is_inside;
}

bool labels_place(struct labels *l, struct svg_point at, double radius, double width, double height,
                  struct svg_point *out) {
    static const struct {
        double x, y; /* where the label's middle lies from the circle's, in half sums of sizes */
        double reach;
    } sides[] = {{1, 0, 1},     {-1, 0, 1},   {0, -1, 1},     {0, 1, 1},
                 {1, -1, 0.72}, {1, 1, 0.72}, {-1, -1, 0.72}, {-1, 1, 0.72}};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        double reach = (radius + gap) * sides[i].reach;
        double x = at.x + sides[i].x * (reach + width / 2);
        double y = at.y + sides[i].y * (reach + height / 2);
        struct box b = {x - width / 2, y - height / 2, x + width / 2, y + height / 2};
        if (!labels_are_free(l, b))
            continue;
        *out = (struct svg_point){b.left, b.top};
        return labels_take(l, b);
    }
    *out = (struct svg_point){at.x - width / 2, at.y - height / 2};
    return width < radius * 2.2 && height < radius;
}
