// The tables stand in the page compressed.

// Return what `packed` of Python has packed.
async function unpacked(text) {
  if (typeof DecompressionStream === 'undefined')
    throw new Error(
      'This browser is too old for this page: it needs Chrome or Edge 80, Firefox 113, Safari 16.4, or a later one.',
    );
  const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Response(stream).text();
}
