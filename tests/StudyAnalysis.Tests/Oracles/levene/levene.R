source("../oracle.R")
suppressPackageStartupMessages(library(car))
sets <- list(plant = split(PlantGrowth$weight, PlantGrowth$group), spray = split(InsectSprays$count, InsectSprays$spray), chick = split(chickwts$weight, chickwts$feed),
             ties = list(c(3, 1, 2, 2), c(2, 2, 5), c(8, 4, 4, 4, 9)), two = list(c(1, 2, 7, 4), c(4, 4.5, 4.25, 9, -6)))
for (nm in names(sets)) for (cn in c("Median", "Mean")) { g <- unname(sets[[nm]]); y <- unlist(g); f <- factor(rep(seq_along(g), lengths(g)))
  h <- leveneTest(y, f, center = if (cn == "Median") median else mean); F <- h[1, 2]
  case(paste("levene", nm, cn), "car::leveneTest(y, g, center = )", list(g = lapply(g, as.array), centre = cn), list(statistic = F, df = h[1, 1], df2 = h[2, 1], p = pf(F, h[1, 1], h[2, 1], lower.tail = FALSE))) }
finish("levene", "car")
