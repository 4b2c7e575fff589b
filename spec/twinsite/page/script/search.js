// Breadth-first search over all interleavings.

// The states that were seen, each as one number, in the order in which they were found.
class Seen {
  constructor(sizes) {
    this.radix = [];
    let product = 1;
    for (const size of sizes) {
      this.radix.push(product);
      product *= size;
    }
    if (product > Number.MAX_SAFE_INTEGER) throw new Error("a state does not fit into a number");
    this.sizes = sizes;
    this.count = 0;
    this.resize(1 << 12);
  }

  resize(capacity) {
    const grown = (kind, old) => {
      const array = new kind(capacity);
      if (old) array.set(old);
      return array;
    };
    this.keys = grown(Float64Array, this.keys);
    this.parents = grown(Int32Array, this.parents);
    this.events = grown(Uint16Array, this.events);
    this.mask = 2 * capacity - 1;
    this.table = new Int32Array(2 * capacity).fill(-1);
    for (let place = 0; place < this.count; place++) this.table[this.slot(this.keys[place])] = place;
  }

  slot(key) {
    const high = Math.floor(key / 4294967296);
    let at = Math.imul((key >>> 0) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    at = (at ^ (at >>> 15)) & this.mask;
    while (this.table[at] >= 0 && this.keys[this.table[at]] !== key) at = (at + 1) & this.mask;
    return at;
  }

  // Note a state; false if it was seen before.
  add(state, parent, event) {
    let key = 0;
    for (let place = 0; place < state.length; place++) key += state[place] * this.radix[place];
    const slot = this.slot(key);
    if (this.table[slot] >= 0) return false;
    this.table[slot] = this.count;
    this.keys[this.count] = key;
    this.parents[this.count] = parent;
    this.events[this.count] = event;
    this.count++;
    if (this.count === this.keys.length) this.resize(2 * this.count);
    return true;
  }

  state(place) {
    let key = this.keys[place];
    return this.sizes.map((size) => {
      const digit = key % size;
      key = (key - digit) / size;
      return digit;
    });
  }

  way(place) {
    const numbers = [];
    for (; this.parents[place] >= 0; place = this.parents[place]) numbers.unshift(this.events[place]);
    return numbers;
  }
}

// Look for a shortest trace from a state to one that is a hit, level by level.
function* search(kernel, from, hit) {
  const seen = new Seen(kernel.machines.map((machine) => machine.chart.states.length));
  seen.add(from, -1, 0);
  if (hit(from)) return { way: [], states: 1, steps: 0, depth: 0 };
  let steps = 0, depth = 0, begin = 0;
  while (begin < seen.count) {
    const end = seen.count;
    for (let place = begin; place < end; place++) {
      const state = seen.state(place);
      for (let number = 0; number < kernel.events.length; number++) {
        const after = kernel.reach(state, number);
        if (after === null) continue;
        steps++;
        if (seen.add(after, place, number) && hit(after)) return { way: seen.way(seen.count - 1), states: seen.count, steps, depth: depth + 1 };
      }
      if (place % 4096 === 4095) yield { states: seen.count, steps, depth };
    }
    if (seen.count > end) depth++;
    begin = end;
    yield { states: seen.count, steps, depth };
  }
  return { way: null, states: seen.count, steps, depth };
}

// Run a search to its end, and return what it has found.
function searched(kernel, from, hit, observe = () => {}) {
  const running = search(kernel, from, hit);
  for (;;) {
    const { value, done } = running.next();
    if (done) return value;
    observe(value);
  }
}
