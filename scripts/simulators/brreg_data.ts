// Companies that do not exist. Their numbers lie where none have been given out, and check.

const place = (
  address: string,
  postalCode: string,
  town: string,
  municipality: [string, string],
) => ({
  adresse: [address],
  postnummer: postalCode,
  poststed: town,
  kommune: municipality[1],
  kommunenummer: municipality[0],
  landkode: "NO",
  land: "Norge",
});

type Company = ReturnType<typeof company>;

function company(
  organisasjonsnummer: string,
  navn: string,
  forretningsadresse: ReturnType<typeof place> | undefined,
  more: object = {},
) {
  return {
    organisasjonsnummer,
    navn,
    organisasjonsform: { kode: "AS", beskrivelse: "Aksjeselskap" },
    naeringskode1: { kode: "85.530", beskrivelse: "Trafikkskoleundervisning" },
    ...(forretningsadresse && { forretningsadresse }),
    registrertIMvaregisteret: false,
    registrertIForetaksregisteret: true,
    konkurs: false,
    underAvvikling: false,
    antallAnsatte: 7,
    ...more,
  };
}

export const companies: readonly Company[] = [
  company(
    "800000106",
    "FJORDBYEN TRAFIKKSKOLE AS",
    place("Strandgata 14", "5013", "BERGEN", ["4601", "BERGEN"]),
    { hjemmeside: "www.fjordbyen.example", registrertIMvaregisteret: true, antallAnsatte: 12 },
  ),
  company("800000114", "ÅSEN KJØRESKOLE AS", place("Åsveien 3", "0150", "OSLO", ["0301", "OSLO"]), {
    postadresse: place("Postboks 12", "0101", "OSLO", ["0301", "OSLO"]),
  }),
  company("800000122", "NORDLYS TRAFIKKOPPLÆRING", undefined, {
    organisasjonsform: { kode: "ENK", beskrivelse: "Enkeltpersonforetak" },
    registrertIForetaksregisteret: false,
    antallAnsatte: 0,
  }),
  company(
    "800000130",
    "BRÅBREMS TRAFIKKSKOLE AS",
    place("Industriveien 8", "7037", "TRONDHEIM", ["5001", "TRONDHEIM"]),
    { konkurs: true },
  ),
  company(
    "800000149",
    "SISTE SVING KJØRESKOLE AS",
    place("Havnegata 2", "9008", "TROMSØ", ["5501", "TROMSØ"]),
    { underAvvikling: true },
  ),
  company(
    "800000157",
    "FJORDBYEN BAKERI AS",
    place("Torget 1", "5014", "BERGEN", ["4601", "BERGEN"]),
    {
      naeringskode1: { kode: "10.710", beskrivelse: "Produksjon av brød og ferske konditorvarer" },
    },
  ),
];

/** Numbers that check, and what asking for them brings. Any other number is 404. */
export const deletedCompany = "800000165";
export const brokenCompany = "800000173";
export const silentCompany = "800000181";
