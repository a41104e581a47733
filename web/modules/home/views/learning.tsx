import { ClassSteps } from "#web/modules/curriculum/views.tsx";
import { Card } from "#web/ui/card.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { PhoneLink } from "#web/ui/phone.tsx";
import { fill } from "#web/ui/words.ts";
import type { Contact, Learner } from "#worker/modules/home/rules.ts";
import { useWords } from "../words.ts";
import { Ahead, Stages } from "./ahead.tsx";

/** What a student may begin with now, and from which day the rest. */
export function LearnerCards({ learners }: { learners: readonly Learner[] }) {
  const t = useWords();
  if (learners.length === 0) return <EmptyState icon="students" title={t("learner_none")} />;
  return (
    <>
      {learners.map((learner) => (
        <Card key={learner.id} title={learner.name}>
          <Ahead learner={learner} />
          {learner.progress.map((one) => (
            <Stages key={one.classCode} progress={one} learner={learner} />
          ))}
          <NotBegun learner={learner} />
        </Card>
      ))}
    </>
  );
}

/** The classes that she has not started: what may begin now, and from which day the rest. */
function NotBegun({ learner: { classes, progress } }: { learner: Learner }) {
  const t = useWords();
  const begun = progress.map(({ classCode }) => classCode);
  const rest = classes.filter(({ code }) => !begun.includes(code));
  if (classes.length === 0) return <p>{t("learner_no_class")}</p>;
  if (rest.length === 0) return null;
  return (
    <>
      <p>{t("learner_lead")}</p>
      {rest.map(({ code, steps }) => (
        <div key={code}>
          <h3 class="ds-heading">{fill(t("learner_class"), { class: code })}</h3>
          <ClassSteps steps={steps} />
        </div>
      ))}
    </>
  );
}

/** How to reach the school. */
export function ContactCard({ contact }: { contact: Contact }) {
  const t = useWords();
  const { name, phone, email, address, place } = contact;
  return (
    <Card title={t("contact")}>
      <Facts
        items={[
          { label: t("name"), value: name },
          { label: t("phone"), value: phone && <PhoneLink phone={phone} /> },
          { label: t("email"), value: email && <a href={`mailto:${email}`}>{email}</a> },
          { label: t("address"), value: [address, place].filter(Boolean).join(", ") },
        ]}
      />
    </Card>
  );
}
