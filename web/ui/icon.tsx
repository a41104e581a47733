// Drawn for this system on a grid of 24, one stroke width, so that they sit well together.
const paths = {
  home: "M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10 19v-5h4v5",
  students: "M2.5 9.5 12 5l9.5 4.5L12 14zM6.5 11.5v4.6c3 2.5 8 2.5 11 0v-4.6M21.5 9.5v5",
  employees:
    "M9 11.5a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5M3 19c.3-3.2 2.6-5 6-5s5.7 1.8 6 5M15.5 5.300a3.25 3.25 0 0 1 0 6M17.5 14.400c2.1.7 3.3 2.3 3.5 4.6",
  vehicles:
    "M3.5 16.500v-3.200c0-.7.4-1.3 1-1.600l1.3-.7 1.7-3.600c.3-.6.9-.9 1.5-.9h6c.6 0 1.2.3 1.5.9l1.7 3.6 1.3.7c.6.3 1 .9 1 1.600v3.200zM6 11h12M5.5 16.500v2M18.5 16.500v2M7 13.800h1.500M15.5 13.800H17",
  contacts:
    "M5.500 4.500h13v15h-13zM3.500 8h3M3.500 12h3M3.500 16h3M12.500 11.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4M9.300 16.200c.3-1.600 1.400-2.400 3.200-2.400s2.900.8 3.200 2.400",
  invoices: "M6 3.500h12v17l-3-2-3 2-3-2-3 2zM9 8h6M9 11.500h6M9 15h3",
  payments: "M3.500 6.500h17v11h-17zM3.500 10h17M7 14h3.500",
  prices: "M4 4.500h7.500L20 13l-7 7-8.500-8.500zM8 8.500h.01",
  imports: "M12 4v10M8 10.500l4 4 4-4M4.5 16v3.500h15V16",
  school: "M5 20V9.500L12 5l7 4.500V20M3 20h18M10 20v-4.500h4V20M9 11.500h1M14 11.500h1",
  people: "M8.5 15.500a4 4 0 1 0-3.9-5 4 4 0 0 0 3.9 5M12 13l8 0M17 13v3M20 13v2",
  chat: "M4.500 5.500h15v10.500h-8.500l-4 3.500v-3.500h-2.500zM8 9.500h8M8 12.500h5",
  mail: "M4 6.500h16v11H4zM4.5 7l7.5 6 7.5-6",
  platform:
    "M4.5 5h15v5.500h-15zM4.5 13.500h15V19h-15zM8 7.750h.01M8 16.250h.01M12 7.750h4M12 16.250h4",
  person:
    "M12 12a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.500M5 20c.4-3.7 3-5.5 7-5.500s6.6 1.8 7 5.5",
  calendar: "M5 6.500h14V19.500H5zM5 10.500h14M9 4v4M15 4v4",
  absences: "M5 6.500h14V19.500H5zM5 10.500h14M9 4v4M15 4v4M10 13l4 4M14 13l-4 4",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.3 15.3 20 20",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6 6 18",
  check: "M5 12.5 10 17.5 19.5 7",
  plus: "M12 5v14M5 12h14",
  pencil: "M4.5 19.500l1-4L16 5l3 3L8.5 18.500zM14 7l3 3",
  trash: "M5 7h14M9.5 7V4.500h5V7M7 7l.8 12.500h8.400L17 7M10.3 10.500v5.500M13.7 10.500v5.5",
  filter: "M4 6h16M7 12h10M10 18h4",
  columns: "M4.5 5.500h15v13h-15zM9.5 5.500v13M14.5 5.500v13",
  up: "M12 19V6M6.5 11 12 5.5 17.5 11",
  down: "M12 5v13M6.5 13l5.5 5.5 5.5-5.5",
  both: "M8 9l4-4 4 4M8 15l4 4 4-4",
  right: "M9.5 5.5 16 12l-6.5 6.5",
  left: "M14.5 5.5 8 12l6.5 6.5",
  expand: "M5.5 9 12 15.5 18.5 9",
  info: "M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M12 11v5.500M12 7.700h.01",
  warning: "M12 4 21 19.500H3zM12 10v4.500M12 17h.01",
  danger:
    "M8.3 3.500h7.400l4.8 4.800v7.400l-4.8 4.800H8.300l-4.8-4.800V8.300zM12 7.500v5.500M12 16.300h.01",
  success: "M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M8 12.300l2.8 2.8 5.2-5.7",
  lock: "M6 11h12v8.500H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.500v2",
  clock: "M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M12 7.500V12l3 2",
  language:
    "M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M3.5 12h17M12 3.500c5 5 5 12 0 17M12 3.500c-5 5-5 12 0 17",
  appearance:
    "M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M12 3.500v17M12 8l5-2M12 13l8-3M12 18l7-3",
  sign_out: "M13 4.500H5v15h8M10 12h10.500M17 8.500l3.5 3.5-3.5 3.5",
  external: "M13 5h6v6M19 5l-9 9M17 14v5H5V7h5",
  download: "M12 4v10M8 10.500l4 4 4-4M4.5 19.500h15",
  more: "M12 6h.01M12 12h.01M12 18h.01",
} as const;

/** Every icon there is. */
export type IconName = keyof typeof paths;

/** All names, for the gallery. */
export const iconNames = Object.keys(paths) as IconName[];

/** A small drawing beside a text. It never stands for the text, so assistive technology skips it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
