/** A file's text, put into the bundle by Vite. */
declare module '*?raw' {
  const text: string;
  export default text;
}

/** A small picture as a data: address, put into the bundle by Vite. */
declare module '*?inline' {
  const address: string;
  export default address;
}
