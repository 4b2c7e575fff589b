// Breadth-first search over all interleavings.

// The states that were seen, each as two numbers, in the order in which they were found.
class Seen {
  // Of the machines whose places are kept the states are told apart; the others stay as in `from`.
  constructor(kernel, from, kept) {
    const sizes = kept.map((place) => kernel.machines[place].chart.states.length);
    [this.sizes, this.from, this.kept] = [sizes, from, kept];
    this.radix = [];
    this.split = sizes.length; // machines from here on are in the second number
    let product = 1;
    sizes.forEach((size, place) => {
      if (product * size > Number.MAX_SAFE_INTEGER)
        [product, this.split] = [1, Math.min(this.split, place)];
      this.radix.push(product);
      product *= size;
    });
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
    this.rests = this.split < this.sizes.length ? grown(Float64Array, this.rests) : null;
    this.parents = grown(Int32Array, this.parents);
    this.events = grown(Uint16Array, this.events);
    this.mask = 2 * capacity - 1;
    this.table = new Int32Array(2 * capacity).fill(-1);
    for (let place = 0; place < this.count; place++)
      this.table[this.slot(this.keys[place], this.rests ? this.rests[place] : 0)] = place;
  }

  slot(key, rest) {
    const high =
      Math.floor(key / 4294967296) ^
      Math.imul(rest >>> 0, 0x27d4eb2f) ^
      Math.imul(Math.floor(rest / 4294967296), 0x165667b1);
    let at = Math.imul((key >>> 0) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    at = (at ^ (at >>> 15)) & this.mask;
    while (
      this.table[at] >= 0 &&
      !(this.keys[this.table[at]] === key && (!this.rests || this.rests[this.table[at]] === rest))
    )
      at = (at + 1) & this.mask;
    return at;
  }

  // Note a state; false if it was seen before.
  add(state, parent, event) {
    let key = 0,
      rest = 0;
    const { kept, radix, split } = this;
    for (let n = 0; n < split; n++) key += state[kept[n]] * radix[n];
    for (let n = split; n < kept.length; n++) rest += state[kept[n]] * radix[n];
    const slot = this.slot(key, rest);
    if (this.table[slot] >= 0) return false;
    this.table[slot] = this.count;
    this.keys[this.count] = key;
    if (this.rests) this.rests[this.count] = rest;
    this.parents[this.count] = parent;
    this.events[this.count] = event;
    this.count++;
    if (this.count === this.keys.length) this.resize(2 * this.count);
    return true;
  }

  state(number) {
    const state = this.from.slice();
    let key = this.keys[number];
    this.sizes.forEach((size, n) => {
      if (n === this.split) key = this.rests[number];
      const digit = key % size;
      key = (key - digit) / size;
      state[this.kept[n]] = digit;
    });
    return state;
  }

  way(place) {
    const numbers = [];
    for (; this.parents[place] >= 0; place = this.parents[place])
      numbers.unshift(this.events[place]);
    return numbers;
  }
}

const MOST_STATES = 6000000; // a search of more states is given up: a browser has no room for it

// Look for a shortest trace from a state to one that is a hit, level by level; only the machines
// whose places are kept take part.
function* search(kernel, from, hit, kept = kernel.machines.keys(), most = MOST_STATES) {
  const seen = new Seen(kernel, from, [...kept]);
  const own = new Set(seen.kept);
  const numbers = [...kernel.events.keys()].filter((number) => own.has(kernel.events[number].place));
  seen.add(from, -1, 0);
  if (hit(from)) return { way: [], states: 1, steps: 0, depth: 0 };
  let steps = 0,
    depth = 0,
    begin = 0;
  while (begin < seen.count) {
    const end = seen.count;
    for (let place = begin; place < end; place++) {
      const state = seen.state(place);
      for (const number of numbers) {
        const after = kernel.reach(state, number);
        if (after === null) continue;
        steps++;
        if (seen.add(after, place, number) && hit(after))
          return { way: seen.way(seen.count - 1), states: seen.count, steps, depth: depth + 1 };
      }
      if (seen.count > most) return { way: null, cut: true, states: seen.count, steps, depth };
      if (place % 4096 === 4095) yield { states: seen.count, steps, depth };
    }
    if (seen.count > end) depth++;
    begin = end;
    yield { states: seen.count, steps, depth };
  }
  return { way: null, states: seen.count, steps, depth };
}

// Run a search to its end, and return what it has found.
function searched(kernel, from, hit, observe = () => {}, kept = undefined) {
  const running = search(kernel, from, hit, kept);
  for (;;) {
    const { value, done } = running.next();
    if (done) return value;
    observe(value);
  }
}
