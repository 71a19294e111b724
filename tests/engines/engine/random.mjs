// Random choices that a seed repeats.

/** A generator of numbers from 0 to 1, after Marsaglia's xorshift. */
export class Random {
  #state;

  constructor(seed) {
    this.#state = (Math.imul(seed + 1, 0x9e3779b1) >>> 0) || 1;
  }

  next() {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state / 2 ** 32;
  }

  /** A whole number, both ends included. */
  integer(least, most) {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability) {
    return this.next() < probability;
  }

  pick(list) {
    return list[this.integer(0, list.length - 1)];
  }

  /** `count` elements of a list, each at most once, in random order. */
  sample(list, count) {
    return this.shuffled(list).slice(0, count);
  }

  shuffled(list) {
    const made = [...list];
    for (let at = made.length - 1; at > 0; at -= 1) {
      const other = this.integer(0, at);
      [made[at], made[other]] = [made[other], made[at]];
    }
    return made;
  }

  text(letters, length) {
    return Array.from({ length }, () => this.pick(letters)).join('');
  }
}
