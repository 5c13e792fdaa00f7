package boxoffice.postgres;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.DSL;
import org.jooq.impl.IdentityConverter;
import org.jooq.impl.SQLDataType;

/**
 * An array that the driver sends, in binary. jOOQ itself writes it as text, each element in quotes,
 * and has PostgreSQL read that again.
 */
final class DriverArray<E> extends AbstractBinding<E[], E[]> {
  private static final long serialVersionUID = 1L;

  private static final DataType<Long[]> NUMBERS = type(SQLDataType.BIGINT, "bigint");
  private static final DataType<String[]> TEXTS = type(SQLDataType.CLOB, "text");

  private final Class<E[]> type;
  private final String elementType;

  private DriverArray(Class<E[]> type, String elementType) {
    this.type = type;
    this.elementType = elementType;
  }

  static Field<Long[]> of(Long[] numbers) {
    return DSL.val(numbers, NUMBERS);
  }

  static Field<String[]> of(String[] texts) {
    return DSL.val(texts, TEXTS);
  }

  private static <E> DataType<E[]> type(DataType<E> element, String name) {
    DataType<E[]> array = element.array();
    return array.asConvertedDataType(new DriverArray<>(array.getType(), name));
  }

  @Override
  public Converter<E[], E[]> converter() {
    return new IdentityConverter<>(type);
  }

  /** Without a cast, for the driver says what it is. */
  @Override
  protected void sqlBind(BindingSQLContext<E[]> context) {
    context.render().sql(context.variable());
  }

  @Override
  public void set(BindingSetStatementContext<E[]> context) throws SQLException {
    var statement = context.statement();
    statement.setArray(
        context.index(), statement.getConnection().createArrayOf(elementType, context.value()));
  }

  /** It is only sent. */
  @Override
  public void get(BindingGetResultSetContext<E[]> context) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }
}
