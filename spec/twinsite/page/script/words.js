// Numbers and times in words.

const many = (count, one, more = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : more}`;
const clockWords = (seconds) => {
  const whole = Math.floor(seconds), two = (number) => String(number).padStart(2, "0");
  const rest = seconds - whole ? (seconds - whole).toFixed(3).slice(1).replace(/0+$/, "") : "";
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${rest}`;
};
const seconds = (length) => `${Number(length.toFixed(3)).toLocaleString("en")} s`;
