/// \file
/// The reporter of the test programs, "workbook": it hands Catch2's events to an Examination.
#pragma once

namespace wb::judge {

class Examination;

/// The examination that hears the events of the next run. It must outlive the run.
void report_to(Examination& examination);

/// Catches what leaves a noexcept function or a thread, and ends the examination in good order.
void install_terminate_handler();

}  // namespace wb::judge
