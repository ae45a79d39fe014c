source("../oracle.R")
suppressPackageStartupMessages(library(rstatix))
sets <- list(plant = split(PlantGrowth$weight, PlantGrowth$group), spray = split(InsectSprays$count, InsectSprays$spray), ties = list(c(3, 1, 2, 2), c(2, 2, 5), c(8, 4, 4, 4, 9)), two = list(c(1, 2, 7, 4), c(4, 4.5, 4.25, 9, -6)))
for (nm in names(sets)) for (m in c("holm", "bonferroni", "BH", "none")) { g <- unname(sets[[nm]]); d <- data.frame(y = unlist(g), f = factor(sprintf("%02d", rep(seq_along(g), lengths(g)))))
  r <- as.data.frame(dunn_test(d, y ~ f, p.adjust.method = m, detailed = TRUE))
  k <- length(g); o <- combn(k, 2); ix <- sapply(seq_len(ncol(o)), function(j) which(r$group1 == sprintf("%02d", o[1, j]) & r$group2 == sprintf("%02d", o[2, j])))
  # rstatix takes second - first
  case(paste("dunn", nm, m), "rstatix::dunn_test(y ~ g, p.adjust.method), sign reversed", list(g = lapply(g, as.array), adjust = m),
       list(statistic = as.array(-r$statistic[ix]), estimate = as.array(-r$estimate[ix]), p = as.array(r$p[ix]), adjusted = as.array(r$p.adj[ix]))) }
finish("dunn", "rstatix")
