/** "+4791234567" as "912 34 567", "+4755123456" as "55 12 34 56"; foreign numbers as they are. */
export function phoneText(phone: string): string {
  const [, national] = /^\+47(\d{8})$/.exec(phone) ?? [];
  if (!national) return phone;
  // Mobiles and 800 numbers are read in threes and twos, the others in pairs.
  const parts = /^[489]/.test(national) ? /(\d{3})(\d{2})(\d{3})/ : /(\d{2})(\d{2})(\d{2})(\d{2})/;
  return (parts.exec(national) ?? []).slice(1).join(" ");
}

/** A number that can be called; a dash where there is none. */
export function PhoneLink({ phone }: { phone: string | null }) {
  if (!phone) return <>–</>;
  return (
    <a href={`tel:${phone}`} class="ds-link phone">
      {phoneText(phone)}
    </a>
  );
}
