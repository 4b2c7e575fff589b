/* Look at every state that can be reached, breadth first, and print states, steps and depth. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desktop.h"

static twinsite_state *found;
static size_t count, room, slots;
static size_t *table; /* place of a state plus one; 0 for none */

static size_t slot_of(const twinsite_state *s)
{
    size_t hash = 14695981039346656037u, i;
    for (i = 0; i < TWINSITE_MACHINES; i++)
        hash = (hash ^ s->of[i]) * 1099511628211u;
    hash ^= hash >> 29;
    for (i = hash & (slots - 1); table[i] != 0; i = (i + 1) & (slots - 1))
        if (memcmp(&found[table[i] - 1], s, sizeof *s) == 0)
            break;
    return i;
}

static void grow(void)
{
    size_t i;
    room *= 2;
    slots = 4 * room;
    found = realloc(found, room * sizeof *found);
    free(table);
    table = calloc(slots, sizeof *table);
    if (found == NULL || table == NULL)
        exit(70);
    for (i = 0; i < count; i++)
        table[slot_of(&found[i])] = i + 1;
}

static void add(const twinsite_state *s)
{
    size_t slot;
    if (count == room)
        grow();
    slot = slot_of(s);
    if (table[slot] == 0) {
        found[count++] = *s;
        table[slot] = count;
    }
}

int main(void)
{
    size_t begin = 0, depth = 0, steps = 0;
    room = 512;
    grow();
    add(&twinsite_initial);
    while (begin < count) {
        size_t end = count;
        for (; begin < end; begin++) {
            unsigned event;
            for (event = 0; event < TWINSITE_EVENTS; event++) {
                twinsite_state from = found[begin], to;
                int taken = twinsite_step(&from, event, &to);
                if (taken < 0)
                    return 1;
                if (taken) {
                    steps++;
                    add(&to);
                }
            }
        }
        if (count > end)
            depth++;
    }
    printf("%lu %lu %lu\n", (unsigned long)count, (unsigned long)steps, (unsigned long)depth);
    return 0;
}
