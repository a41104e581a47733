import { useRef, useState } from "preact/hooks";
import { uuidv7 } from "uuidv7";
import { bookHref } from "../views/hrefs.ts";
import type { Place } from "./board.ts";
import { Dialog, Input, Refusal, Select } from "./dialog.tsx";
import { useOffers } from "./offers.ts";
import { type Answer, send } from "./send.ts";
import { type Chosen, StudentField } from "./student.tsx";
import { useWhen } from "./when.tsx";
import type { BoardWords } from "./words.ts";

const taught = ["lesson", "assessment", "test"];

type QuickProps = {
  place: Place;
  t: BoardWords;
  close: () => void;
  done: (id: string) => void;
};

/** Books what is most often booked without leaving the calendar; the whole form is a link away. */
export function QuickCreate({ place, t, close, done }: QuickProps) {
  const own = place.column.dataset;
  const first = (kind: string) => (own.kind === kind ? (own.id ?? "") : "");
  const once = useRef(uuidv7()); // a lost answer must not book twice
  const when = useWhen(place);
  const [kind, setKind] = useState("lesson");
  const [student, setStudent] = useState<Chosen>();
  const [classCode, setClass] = useState("");
  const [title, setTitle] = useState("");
  const [instructorId, setInstructor] = useState(first("instructor"));
  const [vehicleId, setVehicle] = useState(first("vehicle"));
  const [roomId, setRoom] = useState(first("room"));
  const [refused, setRefused] = useState<Answer<unknown>["refused"]>();
  const teaches = taught.includes(kind);

  const save = async (anyway: boolean) => {
    const who = teaches
      ? { studentId: student?.id ?? null, classCode: classCode || null }
      : { title };
    const body = { kind, ...when.span(), ...who, instructorId, vehicleId, roomId, anyway };
    const headers = { "idempotency-key": once.current };
    const answer = await send<{ id: string }>("POST", "", { body, headers, lost: t.lost });
    setRefused(answer.refused);
    if (answer.done) done(answer.done.id);
  };
  const choose = (one?: Chosen) => {
    setStudent(one);
    setClass(one?.classes[0] ?? "");
  };
  const kinds = Object.entries(t.kinds).map(([id, name]) => ({ id, name }));
  const asked = [when.date, when.at, when.minutes].join();
  const optionsOf = useOffers(when.span, teaches ? classCode : "", asked, t.outside);
  const vehicles = optionsOf("vehicle", vehicleId);
  const rooms = optionsOf("room", roomId);
  const more = bookHref(
    own.id ? { kind: own.kind as "instructor", id: own.id } : undefined,
    when.date,
    when.at,
  );
  return (
    <Dialog title={t.new_title} close={close}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void save(false);
        }}
      >
        {when.fields(t)}
        <Select label={t.kind} value={kind} set={setKind} options={kinds} />
        {teaches && <StudentField t={t} chosen={student} choose={choose} />}
        {teaches && student && (
          <Select
            label={t.class}
            value={classCode}
            set={setClass}
            options={student.classes.map((id) => ({ id, name: id }))}
            none={t.none}
          />
        )}
        {!teaches && <Input label={t.name} value={title} set={setTitle} />}
        <Select
          label={t.instructor}
          value={instructorId}
          set={setInstructor}
          options={optionsOf("instructor", instructorId)}
          none={t.none}
        />
        <Select
          label={t.vehicle}
          value={vehicleId}
          set={setVehicle}
          options={vehicles}
          none={t.none}
        />
        {rooms.length > 0 && (
          <Select label={t.room} value={roomId} set={setRoom} options={rooms} none={t.none} />
        )}
        {refused && (
          <Refusal
            title={t.refused_new}
            lines={refused.lines}
            anyway={refused.code === "bookings.careful" ? () => void save(true) : undefined}
            t={t}
          />
        )}
        <div class="actions">
          <button type="submit" class="ds-button">
            {t.book}
          </button>
          <button type="button" class="ds-button" data-variant="tertiary" onClick={close}>
            {t.close}
          </button>
          <a href={more}>{t.more}</a>
        </div>
      </form>
    </Dialog>
  );
}
