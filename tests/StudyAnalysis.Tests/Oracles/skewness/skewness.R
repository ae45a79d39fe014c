source("../oracle.R")
suppressPackageStartupMessages(library(e1071))
samples <- list(right = c(1, 2, 2, 3, 3, 3, 4, 9, 15.5), left = -c(1, 2, 2, 3, 3, 3, 4, 9, 15.5), three = c(1, 1, 4), faithful = faithful$eruptions, rivers = rivers)
for (nm in names(samples)) for (t in 1:3) { x <- samples[[nm]]; n <- length(x)
  e <- list(estimate = e1071::skewness(x, type = t)); if (t == 2) e$se <- sqrt(6 * n * (n - 1) / ((n - 2) * (n + 1) * (n + 3)))
  m <- mean(x); g <- mean((x - m)^3) / mean((x - m)^2)^1.5; stopifnot(isTRUE(all.equal(e$estimate, c(g, g * sqrt(n * (n - 1)) / (n - 2), g * ((n - 1) / n)^1.5)[t])))
  case(paste("skewness", nm, t), "e1071::skewness(x, type)", list(x = x, type = t), e) }
finish("skewness", "e1071")
