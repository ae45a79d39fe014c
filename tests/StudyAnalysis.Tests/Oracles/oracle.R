# Shared by the scripts beside the JSON oracles: collects cases and writes <method>.json with versions.
# Run from the method's folder: Rscript <method>.R
suppressPackageStartupMessages(library(jsonlite))
.cases <- list()
case <- function(name, call, input, expected) {
  .cases[[length(.cases) + 1]] <<- list(name = name, call = call, input = input, expected = lapply(expected, unname))
}
finish <- function(method, packages = character()) {
  versions <- c(R = as.character(getRversion()), sapply(packages, function(p) as.character(packageVersion(p))))
  out <- list(method = method, versions = as.list(versions), cases = .cases)
  writeLines(toJSON(out, auto_unbox = TRUE, digits = I(17), na = "string", null = "null", pretty = TRUE), paste0(method, ".json"))
}
# what our records hold, from an htest
htest <- function(h, estimate = h$estimate, level = NULL) {
  out <- list(p = h$p.value)
  if (!is.null(h$statistic)) out$statistic <- h$statistic
  if (!is.null(estimate)) out$estimate <- estimate
  if (!is.null(h$conf.int)) { out$low <- h$conf.int[1]; out$high <- h$conf.int[2] }
  if (!is.null(level)) out$level <- level
  out
}
