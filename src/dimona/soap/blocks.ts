// Parts that periods and declarations have in common, as the contract carries them.
import type {
  AddressType,
  ConstructionControlCardsType,
  EmployerIdType,
  PlaceOfWorkType,
  SpanType,
  UsingEmployerType,
} from "../../schema/generated/dimona-types-v1.ts";
import type {
  Address,
  ControlCards,
  EmployerNumbers,
  Partly,
  PlaceOfWork,
  Span,
  UsingEmployer,
} from "../declaration.ts";

export function employerElement({ nssoNumber, provisionalNumber, enterpriseNumber }: EmployerNumbers): EmployerIdType {
  return { nossRegistrationNbr: nssoNumber, provisionalNssoNbr: provisionalNumber, companyId: enterpriseNumber };
}

/** A period whose start is known has one here. */
export function spanElement<Days extends Partly<Span>>({
  startDate,
  startHour,
  endDate,
  endHour,
  plannedHours,
  plannedDays,
}: Days): Omit<Partly<SpanType>, "startingDate" | "isCancelled"> & { readonly startingDate: Days["startDate"] } {
  return {
    startingDate: startDate,
    startingHour: startHour,
    endingDate: endDate,
    endingHour: endHour,
    plannedHoursNbr: plannedHours,
    plannedDaysNbr: plannedDays,
  };
}

export function userElement({ jointCommittee, enterpriseNumber, name, address }: UsingEmployer): UsingEmployerType {
  return {
    jointCommissionNbr: jointCommittee,
    usingEmployerCompanyId: enterpriseNumber,
    usingEmployerName: name,
    address: optionally(addressElement, address),
  };
}

export function cardsElement({ firstMonth, nextMonth }: ControlCards): ConstructionControlCardsType {
  return { firstMonthC32ANbr: firstMonth, nextMonthC32ANbr: nextMonth };
}

export function placeElement({ name, address }: PlaceOfWork): PlaceOfWorkType {
  return { denomination: name, address: optionally(addressElement, address) };
}

export function addressElement({ street, houseNumber, box, postCode, city, country }: Address): AddressType {
  return { street, houseNbr: houseNumber, postBox: box, zipCode: postCode, city, country };
}

/** Nothing of nothing. */
export function optionally<From, To>(make: (from: From) => To, from: From | undefined): To | undefined {
  return from === undefined ? undefined : make(from);
}
