/** Stands where the PDF library would load a drawer of HTML or SVG: see wrangler.toml. */
export default undefined;
