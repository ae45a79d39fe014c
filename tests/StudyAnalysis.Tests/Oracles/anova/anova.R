source("../oracle.R")
G <- function(g) lapply(g, as.array)
sets <- list(plant = split(PlantGrowth$weight, PlantGrowth$group), chick = split(chickwts$weight, chickwts$feed), spray = split(InsectSprays$count, InsectSprays$spray),
             ties = list(c(3, 1, 2, 2), c(2, 2, 5), c(8, 4, 4, 4, 9)), two = list(c(1.5, 2, 7), c(4, 4.5, 4.25, 9)), far = list(c(1, 2, 3, 2.5), c(1001, 1002, 1000.5), c(5001, 5003, 5002, 5000)))
for (nm in names(sets)) { g <- unname(sets[[nm]]); y <- unlist(g); f <- factor(rep(seq_along(g), lengths(g))); fit <- lm(y ~ f); a <- anova(fit)
  case(paste("anova", nm), "anova(lm(y ~ group))", list(g = G(g)), list(between = a[1, 2], within = a[2, 2], msb = a[1, 3], msw = a[2, 3], sd = sigma(fit), r2 = summary(fit)$r.squared, statistic = a[1, 4], df = a[1, 1], df2 = a[2, 1],
       p = pf(a[1, 4], a[1, 1], a[2, 1], lower.tail = FALSE)))
  h <- oneway.test(y ~ f); k <- length(g); p <- pf(h$statistic, h$parameter[1], h$parameter[2], lower.tail = FALSE)
  if (k == 2) stopifnot(isTRUE(all.equal(unname(h$statistic), unname(t.test(g[[1]], g[[2]])$statistic)^2)))
  case(paste("welch", nm), "oneway.test(y ~ group)", list(g = G(g)), list(statistic = h$statistic, df = h$parameter[1], df2 = h$parameter[2], p = p)) }
finish("anova")
