/** A file's bytes as a data: address, for tests that run where there are no files. */
declare module "*.csv?inline" {
  const address: string;
  export default address;
}
